/// Waiting for a state: woken by each change, never by a clock.

import Observation
import RequiteKit

/// Waits until the state of a view model is so.
@MainActor public func until<Model: ViewModel>(
  _ model: Model, _ holds: (Model.State) -> Bool
) async {
  while !holds(model.state) {
    await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
      withObservationTracking {
        _ = model.state
      } onChange: {
        waiting.resume()
      }
    }
  }
}

/// The state that a screen shows once it is so, when it is opened and left again.
@MainActor public func shown<Model: ViewModel>(
  _ model: Model, _ holds: (Model.State) -> Bool
) async -> Model.State {
  let screen = Task { await model.live() }
  await until(model, holds)
  screen.cancel()
  return model.state
}

/// Opens a screen for as long as something lasts.
@MainActor public func open<Model: ViewModel>(
  _ model: Model, _ work: () async throws -> Void
) async rethrows {
  let screen = Task { await model.live() }
  defer { screen.cancel() }
  try await work()
}

/// Lets everything else go on until it is so.
@MainActor public func settled(_ holds: () -> Bool) async {
  while !holds() { await Task.yield() }
}
