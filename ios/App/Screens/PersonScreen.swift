/// One person's page in five tabs: the picture of both sides first, every number with the notes behind it.

import RequiteKit
import SwiftUI

struct PersonScreen: View {
  let state: PersonState
  let on: (PersonEvent) -> Void

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "person.empty", retry: { on(.retried) }
    ) {
      VStack(spacing: 0) {
        Picker(
          "route.person", selection: Binding(get: { state.tab }, set: { on(.tabChosen(tab: $0)) })
        ) {
          ForEach(PersonTab.allCases, id: \.self) { Text(word("tab", $0.rawValue)).tag($0) }
        }
        .pickerStyle(.menu)
        .frame(minHeight: Size.target)
        List {
          ErrorLine(error: state.error)
          switch state.tab {
          case .picture: PersonPicture(state: state, on: on)
          case .timeline: timeline
          case .promises: promises
          case .needs: PersonNeeds(state: state)
          case .notes: PersonNotes(state: state, on: on)
          }
        }
      }
      .sheet(isPresented: Binding(get: { state.why != nil }, set: { if !$0 { on(.whyClosed) } })) {
        if let why = state.why { WhySheet(why: why, on: on) }
      }
    }
    .navigationTitle(Text(verbatim: state.name))
  }

  @ViewBuilder private var timeline: some View {
    if state.timeline.isEmpty { Text("person.timeline.empty") }
    ForEach(state.timeline, id: \.id) { happened in
      Button {
        on(.opened(id: happened.id))
      } label: {
        CardLine(kind: happened.kind, date: happened.date, text: happened.text, people: [])
      }
    }
  }

  @ViewBuilder private var promises: some View {
    if state.promises.isEmpty { Text("person.promises.empty") }
    ForEach(state.promises, id: \.id) { promise in
      VStack(alignment: .leading) {
        Text(word("side", promise.by)).font(.caption).foregroundStyle(.secondary)
        verbatim(promise.text)
        if let outcome = promise.outcome, outcome != "open" {
          Text(word("outcome", outcome))
        } else {
          Answers { on(.promiseAnswered(id: promise.id, outcome: $0)) }
        }
      }
      .accessibilityElement(children: .contain)
    }
  }
}

/// The picture of both.
private struct PersonPicture: View {
  let state: PersonState
  let on: (PersonEvent) -> Void

  var body: some View {
    if let picture = state.picture {
      if picture.unpromised > 0 {
        Button {
          on(.whyOpened(measure: "unpromised"))
        } label: {
          LabeledContent("person.unpromised", value: picture.unpromised.formatted())
        }
        .frame(minHeight: Size.target)
      }
      ForEach(picture.measures) { measure in
        PairedBars(measure: measure) { on(.whyOpened(measure: measure.id)) }
      }
      ForEach(picture.remarks, id: \.sentence) { remark in
        Button {
          on(.whyOpened(measure: remark.id))
        } label: {
          verbatim(remark.sentence)
        }
        .frame(minHeight: Size.target)
        .accessibilityHint("person.why")
      }
      DisclosureGroup("person.how") { Text("person.how.text") }.frame(minHeight: Size.target)
    }
  }
}

/// Needs of both, and what I do to keep my peace.
private struct PersonNeeds: View {
  let state: PersonState

  var body: some View {
    Section("person.needs") {
      if state.needs.isEmpty { Text("person.needs.empty") }
      ForEach(state.needs, id: \.id) { need in
        VStack(alignment: .leading) {
          Text(word("side", need.whose)).font(.caption).foregroundStyle(.secondary)
          verbatim(need.text)
          Text(word("asked", need.asked)).font(.caption)
          if let response = need.response { Text(word("response", response)).font(.caption) }
        }
        .accessibilityElement(children: .combine)
      }
    }
    Section("person.boundaries") {
      if state.boundaries.isEmpty { Text("person.boundaries.empty") }
      ForEach(state.boundaries, id: \.id) { boundary in
        VStack(alignment: .leading) {
          verbatim(boundary.when)
          verbatim(boundary.iWill)
        }
        .accessibilityElement(children: .combine)
      }
    }
  }
}

/// A note about them, and whether they are seen.
private struct PersonNotes: View {
  let state: PersonState
  let on: (PersonEvent) -> Void

  var body: some View {
    Section("person.note") {
      TextEditor(text: Binding(get: { state.note }, set: { on(.noteChanged(text: $0)) }))
        .frame(minHeight: 160)
        .accessibilityLabel("person.note")
      Button("common.save") { on(.noteSaved) }
        .disabled(state.noteSaved).frame(minHeight: Size.target)
    }
    Section {
      if state.quiet {
        Button("person.unquiet") { on(.unquieted) }.frame(minHeight: Size.target)
      } else {
        Button("person.quiet") { on(.quieted) }.frame(minHeight: Size.target)
        Text("person.quiet.text").font(.footnote).foregroundStyle(.secondary)
      }
      if state.isUnsafe {
        Button("person.safe") { on(.unmarkedUnsafe) }.frame(minHeight: Size.target)
      } else {
        Button("person.unsafe") { on(.markedUnsafe) }.frame(minHeight: Size.target)
      }
    }
  }
}

/// The notes behind a number, of both sides.
private struct WhySheet: View {
  let why: Why
  let on: (PersonEvent) -> Void

  var body: some View {
    NavigationStack {
      List {
        side("side.them", why.them)
        side("side.me", why.me)
      }
      .navigationTitle("person.why.title")
      .toolbar { Button("common.close") { on(.whyClosed) } }
    }
  }

  private func side(_ title: LocalizedStringKey, _ notes: [Happening]) -> some View {
    Section(title) {
      if notes.isEmpty { Text("person.why.none") }
      ForEach(notes, id: \.id) { note in
        CardLine(kind: note.kind, date: note.date, text: note.text, people: [])
      }
    }
  }
}
