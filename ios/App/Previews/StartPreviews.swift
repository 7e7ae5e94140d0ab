/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    StartScreen(
      state: StartState(
        step: .welcome, deviceName: "", passphrase: "", relay: "", line: "", words: "",
        digits: "", shownWords: [], busy: true, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    StartScreen(
      state: StartState(
        step: .welcome, deviceName: "", passphrase: "", relay: "", line: "", words: "",
        digits: "", shownWords: [], busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    StartScreen(
      state: StartState(
        step: .words, deviceName: "phone", passphrase: "", relay: "", line: "", words: "",
        digits: "", shownWords: ["abandon", "ability", "able", "about"], busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    StartScreen(
      state: StartState(
        step: .welcome, deviceName: "", passphrase: "", relay: "", line: "", words: "",
        digits: "", shownWords: [], busy: false, error: "wrong_passphrase"),
      on: { _ in })
  }
}
