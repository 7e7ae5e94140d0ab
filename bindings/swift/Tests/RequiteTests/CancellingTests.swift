/// Callers who go away: at every await, at any moment. What was asked is done whole or not at all, and nobody else notices.

import Foundation
import Requite
import XCTest

final class CancellingTests: GuardedCase {
  func testACallerWhoIsCancelledHarmsNobody() async throws {
    let phone = try await Phone()
    let engine = phone.engine
    let wrote = try await engine.journal().write(entry: entry("Here."))
    let calls: [@Sendable () async throws -> Void] = [
      { _ = try await engine.journal().write(entry: entry("Perhaps.")) },
      { _ = try await engine.journal().entries(query: EntryQuery()) },
      { _ = try await engine.journal().show(id: wrote.id) },
      { _ = try await engine.people().list(including: .usual) },
      { _ = try await engine.looking().search(query: SearchQuery(words: "here", including: .usual)) },
      { _ = try await engine.devices().list() },
      { _ = try await engine.sync().status() },
      { _ = try await engine.sync().run(relays: ["http://127.0.0.1:1"]) },
      { try await engine.unlock(passphrase: passphrase) },
      { try await engine.rehearseMistake() },
      { for await _ in try engine.changes() {} },
      { for await _ in try engine.cards(.entries(query: EntryQuery())) {} },
    ]
    for call in calls {
      for turns in 0..<4 {
        let asking = Task { try await call() }
        for _ in 0..<turns { await Task.yield() }
        asking.cancel()
        if case .failure(let error) = await asking.result {
          XCTAssertTrue(error is EngineError, "\(error)")
        }
      }
    }
    try await phone.write("Surely.")
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts.filter { $0 == "Surely." }.count, 1)
    XCTAssertEqual(Set(excerpts), ["Here.", "Perhaps.", "Surely."])
  }

  func testAnEngineThatIsBeingMadeMayBeLeft() async throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appendingPathComponent("journal").path
    let making = Task {
      try await Engine.create(
        folder: place, deviceName: "phone", passphrase: passphrase, zone: zone)
    }
    making.cancel()
    _ = await making.result
    let opened = try await Engine.open(folder: place, passphrase: passphrase, zone: zone)
    _ = try await opened.journal().write(entry: entry("Whole."))
    opened.shutDown()
  }

  func testASyncEndsWithItsTaskAndSaysWhatItDid() async throws {
    let phone = try await Phone()
    let relay = try Relay(in: phone.folder)
    defer { relay.stop() }
    try await phone.write("For the relay.")
    let (events, tell) = AsyncStream.makeStream(of: SyncEvent.self)
    let url = relay.url
    let syncing = Task {
      try await phone.engine.sync().run(relays: [url], until: .cancelled) { tell.yield($0) }
    }
    for await event in events {
      if case .sent = event { break }
    }
    syncing.cancel()
    let report = try await syncing.value
    XCTAssertGreaterThan(report.sent, 0)
    try await phone.write("Afterwards.")
  }

  func testAnInvitationAndAJoiningThatNobodyWaitsForAnyMoreAreWithdrawn() async throws {
    let phone = try await Phone()
    let relay = try Relay(in: phone.folder)
    defer { relay.stop() }
    let invitation = try await phone.engine.devices().invite(
      relay: relay.url, passphrase: passphrase)
    let inviting = Task { try await invitation.orStop { try await $0.newcomer() } }
    inviting.cancel()
    let withdrawn = try await refusal { try await inviting.value }
    XCTAssertEqual(withdrawn, .Cancelled(code: "cancelled"))

    let another = try await phone.engine.devices().invite(relay: relay.url, passphrase: passphrase)
    let tablet = phone.folder.appendingPathComponent("tablet").path
    let joining = try join(
      folder: tablet, line: another.line(), deviceName: "tablet", passphrase: passphrase,
      zone: zone)
    let entering = Task { try await joining.orStop { try await Engine.joined(joining: $0) } }
    entering.cancel()
    let givenUp = try await refusal { try await entering.value }
    XCTAssertEqual(givenUp, .Cancelled(code: "cancelled"))
    XCTAssertFalse(FileManager.default.fileExists(atPath: tablet + "/journal"))
    let devices = try await phone.engine.devices().list()
    XCTAssertEqual(devices.map(\.name), ["phone"])
  }
}
