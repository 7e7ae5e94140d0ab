/// The small parts of which screens are made: a phase, an error with what can be done, an offer to take back. Neutral colours.

import RequiteKit
import SwiftUI

/// Sizes that hold everywhere.
enum Size {
  /// What a finger meets is at least so big, in points.
  static let target: CGFloat = 44
}

/// A word of the catalog that goes with what the engine says.
func word(_ family: String, _ code: String) -> LocalizedStringKey {
  LocalizedStringKey(Words.key(family, code))
}

/// What a person wrote, shown as it is and never looked up in the catalog.
func verbatim(_ text: String) -> Text {
  Text(verbatim: text)
}

/// A screen that is still loading, has nothing, or could not be read; else its content.
struct PhaseView<Content: View>: View {
  let phase: Phase
  let error: String?
  let empty: LocalizedStringKey
  let retry: () -> Void
  @ViewBuilder let content: () -> Content

  var body: some View {
    switch phase {
    case .loading:
      ProgressView("common.loading").frame(maxWidth: .infinity, maxHeight: .infinity)
    case .failed:
      VStack(spacing: 16) {
        Text(word("error", error ?? "other")).multilineTextAlignment(.center)
        Button("common.retry", action: retry).frame(minHeight: Size.target)
      }
      .padding()
      .accessibilityElement(children: .contain)
    case .empty:
      VStack(spacing: 0) {
        Text(empty).foregroundStyle(.secondary).padding()
        content()
      }
    case .ready: content()
    }
  }
}

/// What went wrong, in words. Read out when it comes.
struct ErrorLine: View {
  let error: String?

  var body: some View {
    if let error {
      Label(word("error", error), systemImage: "info.circle")
        .foregroundStyle(.primary)
        .accessibilityAddTraits(.updatesFrequently)
    }
  }
}

/// Offers to take back the last act.
struct UndoBar: View {
  let undoable: Undoable?
  let undo: () -> Void
  @Environment(\.accessibilityReduceMotion) private var still

  var body: some View {
    if let undoable {
      HStack {
        Text(LocalizedStringKey(undoable.what))
        Spacer()
        Button("undo.action", action: undo).frame(minHeight: Size.target)
      }
      .padding(.horizontal)
      .background(.thinMaterial)
      .transition(still ? .identity : .move(edge: .bottom))
    }
  }
}

/// One thing of a list: its first words, its day, who it is about.
struct CardLine: View {
  let kind: String
  let date: String
  let text: String
  let people: [String]

  var body: some View {
    VStack(alignment: .leading, spacing: 4) {
      HStack {
        Text(word("kind", kind)).font(.caption)
        Spacer()
        verbatim(date).font(.caption)
      }
      .foregroundStyle(.secondary)
      verbatim(text)
      if !people.isEmpty {
        verbatim(people.formatted(.list(type: .and))).font(.caption)
      }
    }
    .frame(minHeight: Size.target)
    .accessibilityElement(children: .combine)
  }
}

/// What lies over everything that may not be seen now.
struct Cover: View {
  var body: some View {
    Rectangle().fill(.background).ignoresSafeArea()
      .accessibilityLabel("common.cover")
  }
}

/// A text field whose every change is an event.
struct Typed: View {
  let title: LocalizedStringKey
  let text: String
  let changed: (String) -> Void

  var body: some View {
    TextField(title, text: Binding(get: { text }, set: changed), axis: .vertical)
      .frame(minHeight: Size.target)
  }
}

/// The same for what is secret: nothing of it is suggested, kept or learnt by the keyboard.
struct Secret: View {
  let title: LocalizedStringKey
  let text: String
  let changed: (String) -> Void

  var body: some View {
    SecureField(title, text: Binding(get: { text }, set: changed))
      .textContentType(.none)
      .autocorrectionDisabled()
      .frame(minHeight: Size.target)
      .privacySensitive()
  }
}
