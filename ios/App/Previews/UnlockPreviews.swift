/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    UnlockScreen(
      state: UnlockState(
        passphrase: "", note: "", vaultOffered: false, busy: true, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    UnlockScreen(
      state: UnlockState(
        passphrase: "", note: "", vaultOffered: false, busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    UnlockScreen(
      state: UnlockState(
        passphrase: "", note: "Seen on the way home", vaultOffered: true, busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    UnlockScreen(
      state: UnlockState(
        passphrase: "", note: "", vaultOffered: false, busy: false, error: "wrong_passphrase"),
      on: { _ in })
  }
}
