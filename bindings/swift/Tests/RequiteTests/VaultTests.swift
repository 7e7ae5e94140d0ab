/// The platform's vault from Swift: it opens the journal, and each way in which it can fail has a name.

import Foundation
import Requite
import XCTest

final class VaultTests: GuardedCase {
  func testTheVaultOpensTheJournalUntilItIsForgotten() async throws {
    let phone = try await Phone()
    try await phone.write("Kept.")
    let vault = Vault()
    let missing = try await refusal { try await phone.engine.unlockWithVault(vault: vault) }
    XCTAssertEqual(missing.code, "vault_missing")
    try await phone.engine.keepIn(vault: vault)
    phone.engine.lock()
    try await phone.engine.unlockWithVault(vault: vault)
    let again = try await Engine.openWithVault(folder: phone.place, vault: vault, zone: zone)
    let there = try await again.journal().entries(query: EntryQuery()).items
    XCTAssertEqual(there.map(\.excerpt), ["Kept."])
    try await phone.engine.forgetVault(vault: vault)
    phone.engine.lock()
    let forgotten = try await refusal { try await phone.engine.unlockWithVault(vault: vault) }
    XCTAssertEqual(forgotten.code, "vault_missing")
    try await phone.engine.unlock(passphrase: passphrase)
  }

  func testEachFailureOfAVaultHasANameAndThePassphraseStillOpens() async throws {
    let phone = try await Phone()
    try await phone.write("Kept.")
    let vault = Vault()
    try await phone.engine.keepIn(vault: vault)
    let ways: [(VaultWay, String)] = [
      (.says(.Missing), "vault_missing"),
      (.says(.Invalidated), "vault_invalidated"),
      (.says(.LockedOut), "vault_locked_out"),
      (.says(.Refused), "vault_refused"),
      (.says(.Failed), "vault_failed"),
      (.throwsWords, "vault_failed"),
      (.givesTooLittle, "vault_failed"),
      (.givesTooMuch, "vault_failed"),
    ]
    for (way, code) in ways {
      vault.way = way
      phone.engine.lock()
      let told = try await refusal { try await phone.engine.unlockWithVault(vault: vault) }
      XCTAssertEqual(told, .Vault(code: code), "\(way)")
      XCTAssertFalse(told.localizedDescription.contains("words of hers"))
      XCTAssertEqual(phone.engine.state(), .locked)
      try await phone.engine.unlock(passphrase: passphrase)
      let excerpts = try await phone.excerpts()
      XCTAssertEqual(excerpts, ["Kept."])
    }
  }

  func testAVaultThatGivesTheWrongKeyOpensNothing() async throws {
    let phone = try await Phone()
    let vault = Vault()
    try await phone.engine.keepIn(vault: vault)
    phone.engine.lock()
    vault.way = .givesAnother
    let told = try await refusal { try await phone.engine.unlockWithVault(vault: vault) }
    XCTAssertEqual(phone.engine.state(), .locked)
    XCTAssertFalse(told.code.isEmpty)
    vault.way = .works
    try await phone.engine.unlockWithVault(vault: vault)
  }

  func testAVaultThatFailsWhileKeepingOrForgettingLeavesThePassphrase() async throws {
    let phone = try await Phone()
    let vault = Vault()
    for (way, code) in [(VaultWay.says(.Refused), "vault_refused"), (.throwsWords, "vault_failed")] {
      vault.way = way
      let kept = try await refusal { try await phone.engine.keepIn(vault: vault) }
      XCTAssertEqual(kept.code, code)
      let forgotten = try await refusal { try await phone.engine.forgetVault(vault: vault) }
      XCTAssertEqual(forgotten.code, code)
      try await phone.write("Still here.")
    }
    phone.engine.lock()
    try await phone.engine.unlock(passphrase: passphrase)
  }

  func testAVaultThatAsksForItselfIsRefusedInside() async throws {
    let phone = try await Phone()
    let vault = Vault()
    for asks in [
      { @Sendable in try await phone.engine.keepIn(vault: vault) },
      { @Sendable in try await phone.engine.unlockWithVault(vault: vault) },
      { @Sendable in
        _ = try await Engine.openWithVault(folder: phone.place, vault: vault, zone: zone)
      },
    ] {
      vault.way = .works
      try await phone.engine.keepIn(vault: vault)
      vault.way = .asks(asks)
      let told = try await refusal { try await phone.engine.keepIn(vault: vault) }
      XCTAssertEqual(told.code, "vault_refused")
      XCTAssertEqual(vault.answeredInside, "vault_reentered")
    }
    try await phone.write("Afterwards.")
  }

  func testAVaultThatHangsIsGivenUpAndHarmsNobody() async throws {
    let phone = try await Phone()
    let vault = Vault()
    vault.way = .hangs
    phone.engine.setVaultPatience(patienceMs: 50)
    let told = try await refusal { try await phone.engine.keepIn(vault: vault) }
    XCTAssertEqual(told.code, "vault_timeout")
    try await phone.write("Still here.")
    vault.letGo()
    vault.way = .works
    phone.engine.setVaultPatience(patienceMs: 30_000)
    try await phone.engine.keepIn(vault: vault)
    phone.engine.lock()
    try await phone.engine.unlockWithVault(vault: vault)
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts, ["Still here."])
  }
}

/// How a vault behaves.
private enum VaultWay {
  case works
  case says(VaultError)
  case throwsWords
  case givesTooLittle
  case givesTooMuch
  case givesAnother
  case asks(@Sendable () async throws -> Void)
  case hangs
}

/// Closes secrets with a pad: what a phone's hardware does, without the hardware.
private final class Vault: KeyVault, @unchecked Sendable {
  private struct Mistake: Error { let says = "words of hers" }
  private let lock = NSLock()
  private let held = DispatchSemaphore(value: 0)
  private var now = VaultWay.works
  private var inside = ""

  var way: VaultWay {
    get { lock.withLock { now } }
    set { lock.withLock { now = newValue } }
  }

  func wrap(slot: VaultSlot, secret: Data) throws -> Data {
    try through(secret)
  }

  func unwrap(slot: VaultSlot, wrapped: Data) throws -> Data {
    try through(wrapped)
  }

  func erase(slot: VaultSlot) throws {
    _ = try through(Data())
  }

  func status(slot: VaultSlot) throws -> VaultStatus {
    .software
  }

  /// Lets go of who hangs.
  func letGo() { held.signal() }

  /// What a call back into the engine was answered.
  var answeredInside: String { lock.withLock { inside } }

  private func through(_ bytes: Data) throws -> Data {
    switch way {
    case .works: return Data(bytes.map { $0 ^ 0x5a })
    case .says(let error): throw error
    case .throwsWords: throw Mistake()
    case .givesTooLittle: return Data()
    case .givesTooMuch: return Data(count: 1_000_000)
    case .givesAnother: return Data(repeating: 7, count: 32)
    case .asks(let asks):
      let answered = DispatchSemaphore(value: 0)
      Task {
        let told = try? await refusal(of: asks)
        lock.withLock { inside = told?.code ?? "" }
        answered.signal()
      }
      answered.wait()
      throw VaultError.Refused
    case .hangs:
      held.wait()
      return bytes
    }
  }
}
