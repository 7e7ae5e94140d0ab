/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    SearchScreen(
      state: SearchState(
        phase: .loading, query: "", hits: [], person: nil, tag: nil, from: "", to: "",
        includeQuiet: false, includeLetters: false, more: false, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    SearchScreen(
      state: SearchState(
        phase: .empty, query: "", hits: [], person: nil, tag: nil, from: "", to: "",
        includeQuiet: false, includeLetters: false, more: false, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    SearchScreen(
      state: SearchState(
        phase: .ready, query: "snow", hits: [Sample.found], person: nil, tag: nil, from: "",
        to: "", includeQuiet: false, includeLetters: false, more: true, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    SearchScreen(
      state: SearchState(
        phase: .failed, query: "", hits: [], person: nil, tag: nil, from: "", to: "",
        includeQuiet: false, includeLetters: false, more: false, error: "damaged"),
      on: { _ in })
  }
}
