/// Watching from Swift: streams that end with whoever reads them, listeners that misbehave, nothing left behind.

import Foundation
import Requite
import XCTest

final class StreamsTests: GuardedCase {
  private let all = ListOf.entries(query: EntryQuery())

  func testAListOnTheScreenChangesByItself() async throws {
    let phone = try await Phone()
    var cards = try phone.engine.cards(all).makeAsyncIterator()
    let before = await cards.next()
    XCTAssertEqual(before, [])
    try await phone.write("Seen without a refresh.")
    let after = await cards.next()
    XCTAssertEqual(after?.map(\.excerpt), ["Seen without a refresh."])
  }

  func testWhoIsSlowSeesTheNewestStateAndNoneOfTheOlder() async throws {
    let phone = try await Phone()
    let list = try phone.engine.cards(all)
    for number in 0..<10 { try await phone.write("Line \(number).") }
    try await phone.aFrameLater()
    var slow = list.makeAsyncIterator()
    let newest = await slow.next()
    XCTAssertEqual(newest?.count, 11, "the ten and the mark")
  }

  func testAWriteIsTold() async throws {
    let phone = try await Phone()
    var changes = try phone.engine.changes().makeAsyncIterator()
    try await phone.write("Heard.")
    let heard = await changes.next()
    XCTAssertEqual(heard?.map(\.kind).contains("entry"), true)
  }

  func testAStreamEndsWhenTheEngineIsShutDown() async throws {
    let phone = try await Phone()
    let (changes, cards) = (try phone.engine.changes(), try phone.engine.cards(all))
    let readers = [
      Task { for await _ in changes {} },
      Task { for await _ in cards {} },
    ]
    phone.engine.shutDown()
    for reader in readers { await reader.value }
  }

  func testAStreamGoesOnAfterALockAndAfterASuspension() async throws {
    let phone = try await Phone()
    var cards = try phone.engine.cards(all).makeAsyncIterator()
    _ = await cards.next()
    phone.engine.lock()
    try await phone.engine.unlock(passphrase: passphrase)
    try await phone.write("After a lock.")
    let unlocked = await cards.next()
    XCTAssertEqual(unlocked?.count, 1)
    try await phone.engine.suspend(deadlineMs: 10_000)
    try phone.engine.resume()
    try await phone.write("After a suspension.")
    let resumed = await cards.next()
    XCTAssertEqual(resumed?.count, 2)
  }

  /// Each way in which reading ends: the loop is left, its task is cancelled, nobody ever reads.
  func testWhoStopsReadingIsNotListenedForAnyMore() async throws {
    let phone = try await Phone()
    let left = Watched(phone.engine, expectation(description: "a loop that was left"))
    let reading = leftAtTheFirst(try left.changes())
    let cancelled = Watched(phone.engine, expectation(description: "a task that was cancelled"))
    let changes = try cancelled.changes()
    let waiting = Task { for await _ in changes {} }
    let unread = Watched(phone.engine, expectation(description: "a stream that nobody reads"))
    _ = try unread.changes()
    try await phone.write("Heard.")
    await reading.value
    waiting.cancel()
    await waiting.value
    await fulfillment(of: [left.gone, cancelled.gone, unread.gone], timeout: 60)
  }

  func testAListenerThatThrowsAndCallsBackInIsToldTheNextThingAllTheSame() async throws {
    let phone = try await Phone()
    let log = Lines()
    phone.engine.setLog(sink: log)
    let (heard, hear) = AsyncStream.makeStream(of: Int.self)
    let rude = Rude(phone.engine.journal(), telling: hear)
    let subscription = try phone.engine.watch(listener: rude)
    var calls = heard.makeAsyncIterator()
    for number in 0..<3 {
      try await phone.write("Line \(number).")
      let seen = await calls.next()
      XCTAssertGreaterThanOrEqual(seen ?? 0, 1, "it reads what was written, from inside")
    }
    subscription.cancel()
    XCTAssertTrue(log.lines().contains { $0.code == "listener_failed" })
    XCTAssertFalse(log.lines().contains { "\($0)".contains("words of hers") })
  }

  func testAListenerMayCancelItselfFromInside() async throws {
    let phone = try await Phone()
    let (heard, hear) = AsyncStream.makeStream(of: Void.self)
    let listener = Once(telling: hear)
    listener.subscription = try phone.engine.watch(listener: listener)
    try await phone.write("Heard.")
    var calls = heard.makeAsyncIterator()
    await calls.next()
    try await phone.write("Not heard.")
    try await phone.aFrameLater()
    XCTAssertEqual(listener.calls, 1)
  }

  func testAThousandRoundsOfWatchingLeaveNothingBehind() async throws {
    let phone = try await Phone()
    for _ in 0..<1_000 {
      weak var gone: Counting?
      do {
        let listener = Counting()
        gone = listener
        try phone.engine.watch(listener: listener).cancel()
      }
      XCTAssertNil(gone, "the engine holds no listener that was cancelled")
    }
  }

  func testOnceCancelHasReturnedThereIsNoLateCallHoweverMuchIsWritten() async throws {
    let phone = try await Phone()
    let writing = Task {
      while !Task.isCancelled { try await phone.write("Line.") }
    }
    var listeners: [Counting] = []
    for _ in 0..<1_000 {
      let listener = Counting()
      let subscription = try phone.engine.watch(listener: listener)
      await Task.yield()
      subscription.cancel()
      listener.isOver()
      listeners.append(listener)
    }
    writing.cancel()
    try await writing.value
    try await phone.aFrameLater()
    XCTAssertEqual(listeners.map(\.late).reduce(0, +), 0)
  }
}

/// A loop over a stream that nobody else holds.
private func leftAtTheFirst(_ changes: sending AsyncStream<[Change]>) -> Task<Void, Never> {
  Task { for await _ in changes { break } }
}

extension Phone {
  /// Until everybody who watches has been told of all that was written before, and of the mark that is written here: who
  /// began to watch last is told last. It has to be the change: a list is read anew for each who watches it, so that one may
  /// see what was written while the one before was told.
  fileprivate func aFrameLater() async throws {
    let changes = try engine.changes()
    let mark = try await engine.journal().write(entry: entry("The mark.")).id
    for await heard in changes where heard.contains(where: { $0.ids.contains(mark) }) { break }
  }
}

/// Calls back in and then throws what is no error of the engine's.
private final class Rude: ChangeListener {
  private struct Mistake: Error { let says = "words of hers" }
  private let journal: Journal
  private let telling: AsyncStream<Int>.Continuation

  init(_ journal: Journal, telling: AsyncStream<Int>.Continuation) {
    (self.journal, self.telling) = (journal, telling)
  }

  func changed(generation: UInt64, changes: [Change]) throws {
    let read = DispatchSemaphore(value: 0)
    Task { [journal, telling] in
      let seen = try? await journal.entries(query: EntryQuery()).items.count
      telling.yield(seen ?? -1)
      read.signal()
    }
    read.wait()
    throw Mistake()
  }
}

private final class Once: ChangeListener, @unchecked Sendable {
  var subscription: Subscription?
  private(set) var calls = 0
  private let telling: AsyncStream<Void>.Continuation

  init(telling: AsyncStream<Void>.Continuation) {
    self.telling = telling
  }

  func changed(generation: UInt64, changes: [Change]) {
    calls += 1
    subscription?.cancel()
    telling.yield()
  }
}

/// Counts the calls that come when none may come any more.
private final class Counting: ChangeListener, @unchecked Sendable {
  private let lock = NSLock()
  private var over = false
  private var counted = 0

  var late: Int { lock.withLock { counted } }
  func isOver() { lock.withLock { over = true } }

  func changed(generation: UInt64, changes: [Change]) {
    lock.withLock { if over { counted += 1 } }
  }
}

/// An engine that says when it has let go of a listener.
private final class Watched: Watchable {
  let gone: XCTestExpectation
  private let engine: Engine

  init(_ engine: Engine, _ gone: XCTestExpectation) {
    (self.engine, self.gone) = (engine, gone)
  }

  func watch(listener: any ChangeListener) throws -> Subscription {
    try engine.watch(listener: Passing(to: listener, gone))
  }
}

private final class Passing: ChangeListener, @unchecked Sendable {
  private let listener: any ChangeListener
  private let gone: XCTestExpectation

  init(to listener: any ChangeListener, _ gone: XCTestExpectation) {
    (self.listener, self.gone) = (listener, gone)
  }

  func changed(generation: UInt64, changes: [Change]) throws {
    try listener.changed(generation: generation, changes: changes)
  }

  deinit { gone.fulfill() }
}
