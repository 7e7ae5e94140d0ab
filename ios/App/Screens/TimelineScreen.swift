/// Everything that has a day, newest first.

import RequiteKit
import SwiftUI

struct TimelineScreen: View {
  let state: TimelineState
  let on: (TimelineEvent) -> Void

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "timeline.empty", retry: { on(.retried) }
    ) {
      List {
        ErrorLine(error: state.error)
        ForEach(state.cards, id: \.id) { card in
          Button {
            on(.opened(id: card.id))
          } label: {
            CardLine(kind: card.kind, date: card.date, text: card.excerpt, people: card.people)
          }
          .disabled(card.kind != "entry")
        }
        if state.more {
          Button("common.more") { on(.nextPage) }.frame(minHeight: Size.target)
        }
      }
    }
    .navigationTitle("route.timeline")
    .toolbar {
      people
      SwiftUI.Menu("timeline.kinds", systemImage: "line.3.horizontal.decrease") {
        ForEach(["entry", "moment", "contact", "promise", "need", "felt"], id: \.self) { kind in
          Toggle(
            word("kind", kind),
            isOn: Binding(
              get: { state.kinds.contains(kind) }, set: { _ in on(.kindChosen(kind: kind)) }))
        }
      }
      .frame(minWidth: Size.target, minHeight: Size.target)
    }
  }

  /// Those who are named on what is shown.
  private var people: some View {
    SwiftUI.Menu("timeline.person", systemImage: "person") {
      Button("timeline.everybody") { on(.personChosen(id: nil)) }
      ForEach(Set(state.cards.flatMap(\.people)).sorted(), id: \.self) { name in
        Button {
          on(.personChosen(id: name))
        } label: {
          verbatim(name)
        }
      }
    }
    .frame(minWidth: Size.target, minHeight: Size.target)
  }
}
