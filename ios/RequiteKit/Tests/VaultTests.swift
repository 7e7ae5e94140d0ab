/// The phone's vault fails in each of its ways: it is said in a word, nothing is deleted, and the passphrase still opens.

import Pretend
import RequiteKit
import XCTest

@MainActor final class VaultTests: GuardedCase, @unchecked Sendable {
  func testFaceOrFingerOpensTheJournalOnceItWasChosen() async throws {
    let phone = try await kept()
    defer { phone.gone() }
    let after = phone.again()
    defer { after.gone() }
    after.vault.way = .works
    let door = UnlockViewModel(after.app)
    XCTAssertTrue(door.state.vaultOffered)
    door.on(.noteChanged(text: "At the door."))
    door.on(.vaultAsked)
    await until(after.app) { $0.route == .today }
    let lines = await after.lines()
    XCTAssertEqual(Set(lines), ["Kept.", "At the door."])
  }

  func testEachFailureIsSaidAndNoWordIsLost() async throws {
    let ways: [(VaultWay, String, Bool)] = [
      (.says(.Missing), "vault_missing", false), (.says(.Invalidated), "vault_invalidated", false),
      (.says(.LockedOut), "vault_locked_out", true), (.says(.Refused), "vault_refused", true),
      (.says(.Failed), "vault_failed", true), (.throwsWords, "vault_failed", true),
      (.givesTooLittle, "vault_failed", true), (.givesAnother, "damaged", true),
    ]
    for fresh in [false, true] {
      for (way, code, offered) in ways {
        var phone = try await kept()
        if fresh { phone = phone.again() } else { await phone.lock() }
        defer { phone.gone() }
        phone.vault.way = way
        let door = UnlockViewModel(phone.app)
        door.on(.noteChanged(text: "At the door."))
        door.on(.vaultAsked)
        await until(door) { $0.error != nil && !$0.busy }
        if case .givesAnother = way {} else { XCTAssertEqual(door.state.error, code, "\(way)") }
        XCTAssertEqual(door.state.vaultOffered, offered, "\(way)")
        XCTAssertEqual(door.state.note, "At the door.", "it waits until the journal opens")
        XCTAssertEqual(phone.app.state.route, .unlock)
        door.on(.passphraseChanged(text: passphrase))
        door.on(.unlocked)
        await until(phone.app) { $0.route == .today }
        let lines = await phone.lines()
        XCTAssertEqual(Set(lines), ["Kept.", "At the door."], "\(way)")
      }
    }
  }

  func testAVaultThatFailsWhileItIsChosenIsNotChosen() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let settings = SettingsViewModel(phone.app)
    for (way, code) in [
      (VaultWay.says(.Refused), "vault_refused"), (.says(.LockedOut), "vault_locked_out"),
      (.throwsWords, "vault_failed"),
    ] {
      phone.vault.way = way
      settings.on(.vaultChosen(on: true))
      await until(settings) { $0.error == code }
      XCTAssertFalse(settings.state.vaultKept)
      await phone.write("Still here.")
    }
    let lines = await phone.lines()
    XCTAssertEqual(lines.count, 3)
  }

  /// A phone whose journal is in its vault.
  private func kept() async throws -> Phone {
    let phone = try await Phone.new()
    await phone.write("Kept.")
    let settings = SettingsViewModel(phone.app)
    settings.on(.vaultChosen(on: true))
    await until(settings) { $0.vaultKept }
    return phone
  }
}

extension Phone {
  fileprivate func lock() async {
    app.on(.locked)
    await until(app) { $0.locked }
  }
}
