/// The door: a passphrase, or the phone's vault. Whatever the vault does, nothing is deleted and the passphrase still opens.

import Observation
import Requite

@MainActor @Observable public final class UnlockViewModel: ViewModel {
  public private(set) var state: UnlockState
  @ObservationIgnored private let app: AppViewModel
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    let offered = app.bridge.platform.preferences.vaultKept
    state = UnlockState(passphrase: "", note: "", vaultOffered: offered, busy: false, error: nil)
  }

  public func live() async {}

  public func on(_ event: UnlockEvent) {
    switch event {
    case .passphraseChanged(let text): state.passphrase = text
    case .noteChanged(let text): state.note = text
    case .unlocked:
      let passphrase = state.passphrase
      open { try await $0.open(passphrase: passphrase) }
    case .vaultAsked: open { try await $0.openWithVault() }
    }
  }

  private func open(_ opening: @escaping @MainActor (Bridge) async throws -> Void) {
    guard !state.busy else { return }
    state.busy = true
    state.error = nil
    Task {
      state.error = await attempt {
        if bridge.standing != .open { try await opening(bridge) }
        try await writeNote()
      }
      state.passphrase = ""
      state.busy = false
      // A key that is gone does not come back: the vault can be set up anew in the settings.
      if ["vault_missing", "vault_invalidated"].contains(state.error) {
        state.vaultOffered = false
        bridge.platform.preferences.set(.vaultKept, to: nil)
      }
      if state.error == nil { app.on(.opened) }
    }
  }

  /// Stays on the screen until the engine has it.
  private func writeNote() async throws {
    let note = state.note
    guard note.holdsWords else { return }
    _ = try await bridge.write(note, title: nil)
    state.note.drop(saved: note)
  }
}
