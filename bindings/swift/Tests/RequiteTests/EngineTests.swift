/// The engine from Swift as an app's engineer would try to break it: after every kind of end, from many tasks, with words that
/// are no words. Typed errors each time, the next call works, and no message holds what somebody wrote.

import Foundation
import Requite
import XCTest

final class EngineTests: GuardedCase {
  func testWhatMiaWritesIsThereWhenSheOpensItAgain() async throws {
    let phone = try await Phone()
    let wrote = try await phone.engine.journal().write(entry: entry("The first snow."))
    let shown = try await phone.again().journal().show(id: wrote.id)
    XCTAssertEqual(shown.body, "The first snow.")
  }

  func testRecoveryWordsAreGivenOnce() async throws {
    let phone = try await Phone()
    XCTAssertEqual(phone.engine.takeWords()?.split(separator: " ").count, 24)
    XCTAssertNil(phone.engine.takeWords())
  }

  func testAfterALockEverythingAnswersLockedUntilItIsUnlocked() async throws {
    let phone = try await Phone()
    phone.engine.lock()
    XCTAssertEqual(phone.engine.state(), .locked)
    let locked = try await refusal { try await phone.write("No.") }
    XCTAssertEqual(locked, .Locked(code: "locked"))
    let wrong = try await refusal { try await phone.engine.unlock(passphrase: "wrong") }
    XCTAssertEqual(wrong.code, "wrong_passphrase")
    XCTAssertEqual(phone.engine.state(), .locked)
    try await phone.engine.unlock(passphrase: passphrase)
    try await phone.write("Yes.")
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts, ["Yes."])
  }

  func testAfterAShutDownEverythingAnswersSoForEver() async throws {
    let phone = try await Phone()
    let engine = phone.engine
    let (journal, people, looking) = (engine.journal(), engine.people(), engine.looking())
    engine.shutDown()
    engine.shutDown()
    let calls: [() async throws -> Void] = [
      { _ = try await journal.entries(query: EntryQuery()) },
      { _ = try await journal.write(entry: entry("No.")) },
      { _ = try await people.add(name: "Noa") },
      { _ = try await looking.search(query: SearchQuery(words: "snow", including: .usual)) },
      { _ = try await engine.sync().status() },
      { _ = try await engine.sync().run(relays: ["http://127.0.0.1:1"]) },
      { _ = try await engine.devices().list() },
      { try await engine.unlock(passphrase: passphrase) },
      { try await engine.suspend(deadlineMs: 1_000) },
      { try await engine.rehearseMistake() },
      { try engine.resume() },
      { _ = try engine.changes() },
      { _ = try engine.cards(.entries(query: EntryQuery())) },
    ]
    for (number, call) in calls.enumerated() {
      let told = try await refusal(of: call)
      XCTAssertEqual(told, .Closed(code: "shut_down"), "call \(number)")
    }
    XCTAssertEqual(engine.state(), .shutDown)
    engine.lock()
    XCTAssertEqual(engine.state(), .shutDown)
  }

  func testThirtyTwoTasksWriteAtOnceAndNoWordIsLost() async throws {
    let phone = try await Phone()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<32 {
        group.addTask { try await phone.write("Task \(number).") }
      }
      try await group.waitForAll()
    }
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(Set(excerpts), Set((0..<32).map { "Task \($0)." }))
    XCTAssertEqual(excerpts.count, 32)
  }

  func testAMistakeInsideIsTypedAndTheNextCallWorks() async throws {
    let phone = try await Phone()
    let log = Lines()
    phone.engine.setLog(sink: log)
    for _ in 0..<3 {
      let told = try await refusal { try await phone.engine.rehearseMistake() }
      let ticket = try XCTUnwrap(told.ticket)
      XCTAssertFalse(told.description.contains("rehearsed"), "what a panic says is not told")
      XCTAssertTrue(log.lines().contains { $0.code == "mistake" && $0.ticket == ticket })
      try await phone.write("Still here.")
    }
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts.count, 3)
  }

  func testNothingAndTenMillionLettersAreRefusedAndQuotedNowhere() async throws {
    let phone = try await Phone()
    for text in ["", " ", "\n\t", String(repeating: "secret ", count: 1_500_000)] {
      let told = try await refusal { try await phone.write(text) }
      guard case .Invalid = told else { return XCTFail("\(told)") }
      for said in ["\(told)", told.localizedDescription, String(reflecting: told)] {
        XCTAssertFalse(said.contains("secret"))
      }
    }
    let found = try await phone.engine.looking().search(
      query: SearchQuery(words: "secret", including: .everybody))
    XCTAssertTrue(found.items.isEmpty)
    try await phone.write("A short one.")
    let excerpts = try await phone.excerpts()
    XCTAssertEqual(excerpts, ["A short one."])
  }
}

/// A log that keeps what it hears.
final class Lines: LogSink, @unchecked Sendable {
  private let lock = NSLock()
  private var heard: [LogLine] = []

  func log(lines: [LogLine]) {
    lock.withLock { heard.append(contentsOf: lines) }
  }

  func lines() -> [LogLine] {
    lock.withLock { heard }
  }
}
