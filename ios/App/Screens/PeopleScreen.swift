/// The people, by name. Who is out of sight comes only when asked for.

import RequiteKit
import SwiftUI

struct PeopleScreen: View {
  let state: PeopleState
  let on: (PeopleEvent) -> Void
  @State private var name = ""

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "people.empty", retry: { on(.retried) }
    ) {
      List {
        Section {
          Typed(title: "people.add", text: name) { name = $0 }
          Button("capture.person.add") {
            on(.added(text: name))
            name = ""
          }
          .disabled(name.isEmpty).frame(minHeight: Size.target)
          Picker(
            "people.including",
            selection: Binding(
              get: { state.including }, set: { on(.includingChosen(including: $0)) })
          ) {
            Text("people.including.usual").tag(Including.usual)
            Text("people.including.quiet").tag(Including.quiet)
            Text("people.including.everybody").tag(Including.everybody)
          }
          .frame(minHeight: Size.target)
          ErrorLine(error: state.error)
        }
        ForEach(state.people, id: \.id) { person($0) }
      }
      .searchable(
        text: Binding(get: { state.query }, set: { on(.queryChanged(text: $0)) }),
        prompt: "people.find"
      )
      .safeAreaInset(edge: .bottom) { UndoBar(undoable: state.undoable) { on(.undone) } }
    }
    .navigationTitle("route.people")
  }

  private func person(_ card: Card) -> some View {
    Button {
      on(.opened(id: card.id))
    } label: {
      VStack(alignment: .leading) {
        verbatim(card.title)
        if card.flags.contains("unsafe") { Text("people.unsafe").font(.caption) }
      }
    }
    .frame(minHeight: Size.target)
    .swipeActions {
      if card.flags.contains("quiet") {
        Button("people.unquiet") { on(.unquieted(id: card.id)) }
      } else {
        Button("people.quiet") { on(.quieted(id: card.id)) }
      }
    }
  }
}
