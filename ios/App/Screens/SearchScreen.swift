/// Finding again what was written.

import RequiteKit
import SwiftUI

struct SearchScreen: View {
  let state: SearchState
  let on: (SearchEvent) -> Void

  var body: some View {
    List {
      Section {
        Typed(title: "search.query", text: state.query) { on(.queryChanged(text: $0)) }
          .onSubmit { on(.submitted) }
        Button("search.go") { on(.submitted) }.frame(minHeight: Size.target)
        Typed(title: "search.person", text: state.person ?? "") {
          on(.personChosen(id: $0.isEmpty ? nil : $0))
        }
        Typed(title: "search.tag", text: state.tag ?? "") {
          on(.tagChosen(text: $0.isEmpty ? nil : $0))
        }
        Typed(title: "search.from", text: state.from) { on(.fromChanged(text: $0)) }
        Typed(title: "search.to", text: state.to) { on(.toChanged(text: $0)) }
        Toggle(
          "search.quiet",
          isOn: Binding(get: { state.includeQuiet }, set: { on(.quietChosen(on: $0)) }))
        Toggle(
          "search.letters",
          isOn: Binding(get: { state.includeLetters }, set: { on(.lettersChosen(on: $0)) }))
      }
      hits
    }
    .navigationTitle("route.search")
  }

  @ViewBuilder private var hits: some View {
    switch state.phase {
    case .loading: ProgressView("common.loading")
    case .failed:
      ErrorLine(error: state.error ?? "other")
      Button("common.retry") { on(.retried) }.frame(minHeight: Size.target)
    case .empty:
      Text(state.query.isEmpty ? "search.empty" : "search.none").foregroundStyle(.secondary)
    case .ready:
      ForEach(state.hits, id: \.item.id) { hit in
        Button {
          on(.opened(id: hit.item.id))
        } label: {
          CardLine(
            kind: hit.kind, date: hit.item.date, text: hit.item.excerpt, people: hit.item.people)
        }
        .disabled(hit.kind != "entry")
      }
      if state.more { Button("common.more") { on(.nextPage) }.frame(minHeight: Size.target) }
    }
  }
}
