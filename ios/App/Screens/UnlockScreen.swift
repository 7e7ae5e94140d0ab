/// The door: neutral, a passphrase or the phone's lock, and a note that goes in first.

import RequiteKit
import SwiftUI

struct UnlockScreen: View {
  let state: UnlockState
  let on: (UnlockEvent) -> Void

  var body: some View {
    Form {
      Section {
        Text("unlock.title").font(.title2).accessibilityAddTraits(.isHeader)
        Secret(title: "unlock.passphrase", text: state.passphrase) {
          on(.passphraseChanged(text: $0))
        }
        .onSubmit { on(.unlocked) }
        Button("unlock.open") { on(.unlocked) }
          .disabled(state.busy).frame(minHeight: Size.target)
        if state.vaultOffered {
          Button("unlock.vault") { on(.vaultAsked) }
            .disabled(state.busy).frame(minHeight: Size.target)
        }
        if state.busy { ProgressView("common.loading") }
        ErrorLine(error: state.error)
      }
      Section {
        Typed(title: "unlock.note", text: state.note) { on(.noteChanged(text: $0)) }
        Text("unlock.note.hint").font(.footnote).foregroundStyle(.secondary)
      }
    }
  }
}
