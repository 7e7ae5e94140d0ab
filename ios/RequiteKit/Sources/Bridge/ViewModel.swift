/// What all view models are: a state, one sink for events, and a life for as long as the screen is there. Decides nothing.

import Observation
import Requite

/// A view model. Events are never answered: what they did comes back as a state.
@MainActor public protocol ViewModel: AnyObject, Observable, Sendable {
  associatedtype State: Equatable & Sendable
  associatedtype Event: Sendable
  /// What the screen shows.
  var state: State { get }
  /// The one sink.
  func on(_ event: Event)
  /// Reads, and goes on reading, until its task is cancelled: the screen's own task.
  func live() async
}

extension ViewModel {
  /// Does something of which only a failure is told, as a code.
  func attempt(_ work: () async throws -> Void) async -> String? {
    do {
      try await work()
      return nil
    } catch {
      return Failure.code(of: error)
    }
  }
}

/// What a reading failed at. The next one that succeeds takes this back, and never what an event failed at.
struct Misread {
  private var told: String?

  /// What is to be told after a reading that failed, or did not, where something is told so far.
  mutating func after(_ failed: String?, told shown: String?) -> String? {
    defer { told = failed }
    return failed ?? (shown == told ? nil : shown)
  }
}

/// What went wrong, as a code: the shell looks its words up by it, and never shows it alone.
public enum Failure {
  public static func code(of error: any Error) -> String? {
    if error is CancellationError { return nil }
    guard let error = error as? EngineError else { return "internal" }
    return error.code == "cancelled" ? nil : error.code
  }
}
