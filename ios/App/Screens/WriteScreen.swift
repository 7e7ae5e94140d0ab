/// One entry: the text, what came in from elsewhere said quietly, places that both changed, the text as it was before.

import RequiteKit
import SwiftUI

struct WriteScreen: View {
  let state: WriteState
  let on: (WriteEvent) -> Void
  @Environment(\.accessibilityReduceMotion) private var still

  var body: some View {
    PhaseView(
      phase: state.phase, error: state.error, empty: "write.empty", retry: { on(.retried) }
    ) {
      VStack(alignment: .leading) {
        Typed(title: "write.title", text: state.title) { on(.titleChanged(text: $0)) }
          .font(.title3).disabled(!state.id.isEmpty)
        TextEditor(text: Binding(get: { state.body }, set: { on(.bodyChanged(text: $0)) }))
          .accessibilityLabel("write.body")
        about
        Text(state.saved ? "write.saved" : "common.unsaved")
          .font(.caption).foregroundStyle(.secondary)
        ErrorLine(error: state.error)
      }
      .padding(.horizontal)
      .animation(still ? nil : .easeInOut, value: state.merged)
      .safeAreaInset(edge: .bottom) { UndoBar(undoable: state.undoable) { on(.undone) } }
    }
    .toolbar { actions }
    .navigationBarBackButtonHidden()
    .sheet(
      isPresented: Binding(get: { state.versions != nil }, set: { if !$0 { on(.versionsClosed) } })
    ) {
      VersionsSheet(versions: state.versions ?? [], on: on)
    }
  }

  @ViewBuilder private var about: some View {
    if state.merged { Text("write.merged").font(.footnote) }
    if !state.people.isEmpty { verbatim(state.people.formatted(.list(type: .and))).font(.footnote) }
    if !state.tags.isEmpty { verbatim(state.tags.formatted(.list(type: .and))).font(.footnote) }
    ForEach(state.marks, id: \.id) { mark in
      DisclosureGroup(
        "write.marks",
        isExpanded: Binding(
          get: { state.openMark?.id == mark.id }, set: { _ in on(.markOpened(id: mark.id)) })
      ) {
        ForEach(mark.variants, id: \.self) { verbatim($0) }
        Button("write.mark.done") { on(.markCleared(id: mark.id)) }.frame(minHeight: Size.target)
      }
      .frame(minHeight: Size.target)
    }
  }

  @ToolbarContentBuilder private var actions: some ToolbarContent {
    ToolbarItem(placement: .cancellationAction) {
      Button("common.close") { on(.closed) }.frame(minHeight: Size.target)
    }
    ToolbarItemGroup(placement: .primaryAction) {
      Button("common.save") { on(.saved) }.disabled(state.saved)
      Button("write.versions", systemImage: "clock.arrow.circlepath") { on(.versionsOpened) }
        .disabled(state.id.isEmpty)
      Button("write.trash", systemImage: "trash") { on(.trashed) }.disabled(state.id.isEmpty)
    }
  }
}

/// The text as it was before.
private struct VersionsSheet: View {
  let versions: [Version]
  let on: (WriteEvent) -> Void

  var body: some View {
    NavigationStack {
      List(versions, id: \.id) { version in
        VStack(alignment: .leading) {
          if let at = version.at { verbatim(at).font(.caption) }
          verbatim(version.excerpt)
          Button("write.version.restore") { on(.versionRestored(id: version.id)) }
            .frame(minHeight: Size.target)
        }
        .accessibilityElement(children: .contain)
      }
      .navigationTitle("write.versions")
      .toolbar { Button("common.close") { on(.versionsClosed) } }
    }
  }
}
