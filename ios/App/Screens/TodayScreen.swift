/// Today: one line, three ways to note something, what may be looked at. Nothing red; all of it can be put off.

import RequiteKit
import SwiftUI

struct TodayScreen: View {
  let state: TodayState
  let on: (TodayEvent) -> Void

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "today.empty", retry: { on(.retried) }
    ) {
      List {
        line
        due
        small
        limits
        notes
        ErrorLine(error: state.error)
      }
      .safeAreaInset(edge: .bottom) { UndoBar(undoable: state.undoable) { on(.undone) } }
    }
    .navigationTitle("route.today")
  }

  private var line: some View {
    Section {
      Typed(title: "today.line", text: state.line) { on(.lineChanged(text: $0)) }
      Button("common.save") { on(.lineSaved) }
        .disabled(state.saving || state.line.isEmpty).frame(minHeight: Size.target)
      ForEach(CaptureMode.allCases, id: \.self) { mode in
        Button(word("mode", mode.rawValue)) { on(.captureChosen(mode: mode)) }
          .frame(minHeight: Size.target)
      }
    }
  }

  @ViewBuilder private var due: some View {
    if !state.due.isEmpty {
      Section("today.due") {
        ForEach(state.due, id: \.id) { promise in
          VStack(alignment: .leading) {
            verbatim(promise.text)
            Answers { on(.promiseAnswered(id: promise.id, outcome: $0)) }
            dismiss(promise.id)
          }
          .accessibilityElement(children: .contain)
        }
      }
    }
  }

  @ViewBuilder private var small: some View {
    if let care = state.care {
      Section("today.care") {
        verbatim(care)
        dismiss("care")
      }
    }
    if let prompt = state.prompt {
      Section("today.prompt") {
        verbatim(prompt.text)
        dismiss(prompt.id)
      }
    }
  }

  @ViewBuilder private var limits: some View {
    if !state.limits.isEmpty {
      Section("today.limits") {
        Text("today.limits.text")
        ForEach(state.limits, id: \.id) { limit in
          if let person = limit.person { verbatim(person) }
          dismiss(limit.id)
        }
      }
    }
    if !state.after.isEmpty {
      Section("today.after") {
        ForEach(state.after, id: \.id) { check in
          verbatim(check.day)
          dismiss(check.id)
        }
      }
    }
  }

  @ViewBuilder private var notes: some View {
    if !state.notes.isEmpty {
      Section("today.notes") {
        ForEach(state.notes, id: \.id) { note in
          if let text = note.text {
            verbatim(text)
          } else {
            Button("today.notes.open") { on(.noteOpened(id: note.id)) }
              .frame(minHeight: Size.target)
          }
          dismiss(note.id)
        }
      }
    }
  }

  private func dismiss(_ id: String) -> some View {
    Button("today.dismiss") { on(.dismissed(id: id)) }
      .font(.footnote).frame(minHeight: Size.target)
  }
}

/// What may have become of a promise; none of them is first.
struct Answers: View {
  let answer: (String) -> Void

  var body: some View {
    ViewThatFits {
      HStack { buttons }
      VStack(alignment: .leading) { buttons }
    }
    .buttonStyle(.bordered)
  }

  private var buttons: some View {
    ForEach(["kept", "partly", "not_kept", "excused", "released"], id: \.self) { outcome in
      Button(word("outcome", outcome)) { answer(outcome) }.frame(minHeight: Size.target)
    }
  }
}
