/// The view models of the places that are open, one for each, for as long as the place is. Decides nothing.

import RequiteKit
import SwiftUI

/// Gives the view models of places.
@MainActor @Observable final class Rooms {
  let app: AppViewModel
  @ObservationIgnored private var there: [Place: AnyObject] = [:]

  init(_ app: AppViewModel) {
    self.app = app
  }

  /// The view model of a place; made when it is asked for first.
  func room<Model: AnyObject>(
    _ place: Place, _ make: @MainActor (AppViewModel) -> Model
  ) -> Model {
    if let room = there[place] as? Model { return room }
    let open = Set(app.state.routes + [app.place])
    there = there.filter { open.contains($0.key) }
    let room = make(app)
    there[place] = room
    return room
  }
}

/// A screen with its view model: draws its states, and reads for as long as it is seen.
struct Living<Model: ViewModel, Content: View>: View {
  let model: Model
  @ViewBuilder let content: (Model.State, @escaping (Model.Event) -> Void) -> Content

  init(
    _ model: Model,
    @ViewBuilder content: @escaping (Model.State, @escaping (Model.Event) -> Void) -> Content
  ) {
    self.model = model
    self.content = content
  }

  var body: some View {
    content(model.state) { model.on($0) }
      .task(id: ObjectIdentifier(model)) { await model.live() }
  }
}
