/// Something that goes on until it is asked to begin anew, as a list whose question has changed. One at a time.

/// Runs one thing after the other, the newest only.
@MainActor final class Again {
  private var asking: AsyncStream<Void>.Continuation?

  /// Ends what goes on, and begins it anew.
  func again() { asking?.yield() }

  /// Does it now, and anew whenever that is asked for, until this task is cancelled.
  func each(_ work: @escaping @MainActor @Sendable () async -> Void) async {
    let (asked, asking) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.asking = asking
    var going = Task { await work() }
    for await _ in asked {
      going.cancel()
      going = Task { await work() }
    }
    going.cancel()
  }
}
