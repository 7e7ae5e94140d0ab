/// What is under way and can be stopped, bound to the task that waits for it: a task that is cancelled stops it.

import RequiteEngine

/// Something that is under way. Stopping it anywhere loses nothing.
public protocol Stoppable: AnyObject, Sendable {
  /// Stops it.
  func cancel()
}

extension SyncOperation: Stoppable {}
extension Invitation: Stoppable {}
extension Joining: Stoppable {}

extension Stoppable {
  /// Waits for something of it, and stops it when the waiting task is cancelled. A call of the engine's that is not
  /// waited for in this way goes on to its end, whatever becomes of its task.
  ///
  ///     let digits = try await joining.orStop { try await $0.digits() }
  ///
  /// - Throws: what `wait` throws; ``EngineError`` with the code `cancelled` where stopping it leaves nothing to tell.
  public func orStop<Told: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ wait: (Self) async throws -> Told
  ) async throws -> Told {
    try await withTaskCancellationHandler(
      operation: { try await wait(self) },
      onCancel: { self.cancel() },
      isolation: isolation)
  }
}

extension Sync {
  /// Keeps in touch with relays until there is nothing more to do, or until the task is cancelled; tells what happens.
  ///
  /// - Parameters:
  ///   - relays: at least one address.
  ///   - until: `.quiet` ends by itself; `.cancelled` when the task is cancelled.
  ///   - hearing: called on a thread of the engine's.
  /// - Returns: what was done, also when the task was cancelled.
  /// - Throws: ``EngineError``.
  @discardableResult
  public func run(
    relays: [String], until: SyncUntil = .quiet,
    hearing: (@Sendable (SyncEvent) -> Void)? = nil
  ) async throws -> SyncReport {
    let listener = hearing.map(Hearing.init)
    let operation = try begin(relays: relays, until: until, listener: listener)
    return try await operation.orStop { try await $0.report() }
  }
}

private final class Hearing: SyncListener {
  private let hear: @Sendable (SyncEvent) -> Void

  init(_ hear: @escaping @Sendable (SyncEvent) -> Void) {
    self.hear = hear
  }

  func happened(event: SyncEvent) {
    hear(event)
  }
}
