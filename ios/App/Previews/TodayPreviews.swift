/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    TodayScreen(
      state: TodayState(
        phase: .loading, date: "", line: "", saving: false, due: [], care: nil, prompt: nil,
        limits: [], after: [], notes: [], undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    TodayScreen(
      state: TodayState(
        phase: .empty, date: "", line: "", saving: false, due: [], care: nil, prompt: nil,
        limits: [], after: [], notes: [], undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    TodayScreen(
      state: TodayState(
        phase: .ready, date: "2026-11-27", line: "The first snow", saving: false,
        due: [Sample.promise], care: "A walk", prompt: Sample.prompt, limits: [], after: [],
        notes: [], undoable: Undoable(what: "undo.entry", act: 1), error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    TodayScreen(
      state: TodayState(
        phase: .failed, date: "", line: "", saving: false, due: [], care: nil, prompt: nil,
        limits: [], after: [], notes: [], undoable: nil, error: "damaged"),
      on: { _ in })
  }
}
