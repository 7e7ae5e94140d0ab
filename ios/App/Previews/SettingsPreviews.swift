/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    SettingsScreen(
      state: SettingsState(
        phase: .loading, locale: "", weekStart: "", halfLifeDays: 0, discreet: false,
        lockAfterSeconds: 0, vaultKept: false, passphrase: "", newWords: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    SettingsScreen(
      state: SettingsState(
        phase: .empty, locale: "", weekStart: "", halfLifeDays: 0, discreet: false,
        lockAfterSeconds: 0, vaultKept: false, passphrase: "", newWords: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    SettingsScreen(
      state: SettingsState(
        phase: .ready, locale: "en", weekStart: "monday", halfLifeDays: 180, discreet: false,
        lockAfterSeconds: 30, vaultKept: true, passphrase: "", newWords: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    SettingsScreen(
      state: SettingsState(
        phase: .failed, locale: "", weekStart: "", halfLifeDays: 0, discreet: false,
        lockAfterSeconds: 0, vaultKept: false, passphrase: "", newWords: nil, error: "damaged"),
      on: { _ in })
  }
}
