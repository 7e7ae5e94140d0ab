/// The sheet on which something is noted in a few seconds; every field may be left out that the engine does not need.

import RequiteKit
import SwiftUI

struct CaptureScreen: View {
  let state: CaptureState
  let on: (CaptureEvent) -> Void
  @State private var name = ""

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "capture.empty", retry: { on(.closed) }
    ) {
      Form {
        mode
        if state.mode != .care { people }
        switch state.mode {
        case .moment: moment
        case .felt: felt
        case .care: EmptyView()
        }
        line
        ErrorLine(error: state.error)
      }
      .safeAreaInset(edge: .bottom) { UndoBar(undoable: state.saved) { on(.undone) } }
      .sensoryFeedback(.success, trigger: state.saved)
    }
    .navigationTitle("capture.title")
  }

  private var mode: some View {
    Picker(
      "capture.title", selection: Binding(get: { state.mode }, set: { on(.modeChosen(mode: $0)) })
    ) {
      ForEach(CaptureMode.allCases, id: \.self) { Text(word("mode", $0.rawValue)).tag($0) }
    }
    .frame(minHeight: Size.target)
  }

  private var people: some View {
    Section("capture.person") {
      ForEach(state.people, id: \.id) { person in
        Button {
          on(.personChosen(id: person.id))
        } label: {
          HStack {
            verbatim(person.alias ?? person.name)
            Spacer()
            if person.id == state.person {
              Image(systemName: "checkmark").accessibilityHidden(true)
            }
          }
        }
        .frame(minHeight: Size.target)
        .accessibilityAddTraits(person.id == state.person ? .isSelected : [])
      }
      Typed(title: "capture.person.new", text: name) { name = $0 }
      Button("capture.person.add") {
        on(.personNamed(text: name))
        name = ""
      }
      .disabled(name.isEmpty).frame(minHeight: Size.target)
    }
  }

  private var moment: some View {
    Section("capture.kind") {
      Picker(
        "capture.kind",
        selection: Binding(get: { state.kind ?? "" }, set: { on(.kindChosen(kind: $0)) })
      ) {
        ForEach(Words.moments, id: \.self) { Text(word("moment", $0)).tag($0) }
      }
      .pickerStyle(.inline)
      Picker(
        "capture.direction",
        selection: Binding(get: { state.direction }, set: { on(.directionChosen(direction: $0)) })
      ) {
        Text("direction.them").tag(Direction.them)
        Text("direction.me").tag(Direction.me)
        Text("direction.both").tag(Direction.both)
      }
      .frame(minHeight: Size.target)
    }
  }

  private var felt: some View {
    Section("capture.feelings") {
      ForEach(Words.feelings, id: \.self) { feeling in
        Picker(
          word("feeling", feeling),
          selection: Binding(
            get: { state.feelings[feeling] },
            set: { on(.feelingSet(feeling: feeling, value: $0)) })
        ) {
          Text("capture.feeling.none").tag(Int?.none)
          ForEach(-2...2, id: \.self) {
            verbatim($0.formatted(.number.sign(strategy: .always()))).tag(Int?.some($0))
          }
        }
        .frame(minHeight: Size.target)
      }
    }
  }

  private var line: some View {
    Section {
      Typed(title: state.mode == .care ? "capture.care" : "capture.line", text: state.line) {
        on(.lineChanged(text: $0))
      }
      Typed(title: "capture.date", text: state.date) { on(.dateChanged(text: $0)) }
      Button("common.save") { on(.saved) }.frame(minHeight: Size.target)
      Button("common.close", role: .cancel) { on(.closed) }.frame(minHeight: Size.target)
    }
  }
}
