/// What changes, as asynchronous sequences: somebody listens for as long as somebody iterates, and not a moment longer.

import RequiteEngine

/// What both faces of the engine can be watched for.
public protocol Watchable: AnyObject, Sendable {
  /// Tells a listener which records change, until the subscription ends.
  func watch(listener: any ChangeListener) throws -> Subscription
}

extension Engine: Watchable {}
extension RecordEngine: Watchable {}

extension Watchable {
  /// Which kinds of records change from now on, here or on another device; at most once a frame.
  ///
  /// Ends when the engine is shut down. Watching ends when the task that reads is cancelled, and when nobody holds the
  /// stream any more, as after a loop over it.
  /// - Throws: ``EngineError`` when the engine is locked, suspended or shut down.
  public func changes() throws -> AsyncStream<[Change]> {
    try stream(buffering: .unbounded) { try watch(listener: Changes(telling: $0)) }
  }
}

extension Engine {
  /// A list as it is now, and again whenever it changes. Whoever is slow gets the newest state only.
  ///
  /// Ends when the engine is shut down; goes on by itself after a lock or a suspension. Watching ends when the task that
  /// reads is cancelled, and when nobody holds the stream any more, as after a loop over it.
  /// - Throws: ``EngineError`` when the engine is locked, suspended or shut down.
  public func cards(_ list: ListOf) throws -> AsyncStream<[Card]> {
    try stream(buffering: .bufferingNewest(1)) {
      try watchList(list: list, listener: Cards(telling: $0))
    }
  }
}

extension [Card] {
  /// Applies one change, as a ``ListListener`` is told it.
  public mutating func apply(_ change: ListChange) {
    switch change {
    case .reset(let cards): self = cards
    case .insert(let index, let card): insert(card, at: Int(index))
    case .update(let index, let card): self[Int(index)] = card
    case .remove(let index): remove(at: Int(index))
    case .move(let from, let to): insert(remove(at: Int(from)), at: Int(to))
    }
  }
}

/// A stream for as long as a subscription. The engine alone holds the listener: when it lets go of it, at its own end, the
/// stream ends; when the stream ends first, the subscription does.
private func stream<Element>(
  buffering: AsyncStream<Element>.Continuation.BufferingPolicy,
  subscribe: (AsyncStream<Element>.Continuation) throws -> Subscription
) throws -> AsyncStream<Element> {
  let (stream, continuation) = AsyncStream.makeStream(
    of: Element.self, bufferingPolicy: buffering)
  let subscription = try subscribe(continuation)
  continuation.onTermination = { _ in subscription.cancel() }
  return stream
}

private final class Changes: ChangeListener {
  private let continuation: AsyncStream<[Change]>.Continuation

  init(telling continuation: AsyncStream<[Change]>.Continuation) {
    self.continuation = continuation
  }

  func changed(generation: UInt64, changes: [Change]) {
    continuation.yield(changes)
  }

  deinit { continuation.finish() }
}

/// Unchecked: a listener is never called by two threads at once, and the engine sees to the order.
private final class Cards: ListListener, @unchecked Sendable {
  private let continuation: AsyncStream<[Card]>.Continuation
  private var shown: [Card] = []

  init(telling continuation: AsyncStream<[Card]>.Continuation) {
    self.continuation = continuation
  }

  func changed(generation: UInt64, changes: [ListChange]) {
    for change in changes { shown.apply(change) }
    continuation.yield(shown)
  }

  deinit { continuation.finish() }
}
