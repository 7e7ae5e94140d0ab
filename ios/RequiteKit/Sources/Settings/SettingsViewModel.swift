/// How the journal and this phone behave. What is set for the journal holds on every device; the lock and the vault are this
/// phone's own.

import Observation
import Requite

@MainActor @Observable public final class SettingsViewModel: ViewModel {
  public private(set) var state: SettingsState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }
  private var preferences: any Preferences { bridge.platform.preferences }

  public init(_ app: AppViewModel) {
    self.app = app
    let preferences = app.bridge.platform.preferences
    state = SettingsState(
      phase: .loading, locale: "", weekStart: "", halfLifeDays: 0, discreet: false,
      lockAfterSeconds: preferences.lockAfterSeconds, vaultKept: preferences.vaultKept,
      passphrase: "", newWords: nil, error: nil)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await _ in changes { await load() }
  }

  public func on(_ event: SettingsEvent) {
    switch event {
    case .localeChosen(let text): change("language", text)
    case .weekStartChosen(let text): change("week_start", text)
    case .halfLifeChosen(let text): change("half_life", text)
    case .discreetChosen(let on): change("discreet", on ? "on" : "off")
    case .lockAfterChosen(let seconds):
      preferences.set(.lockAfterSeconds, to: String(max(0, seconds)))
      state.lockAfterSeconds = preferences.lockAfterSeconds
    case .vaultChosen(let on): Task { await choose(vault: on) }
    case .passphraseChanged(let text): state.passphrase = text
    case .wordsAsked: Task { await newWords() }
    case .wordsKept: state.newWords = nil
    case .lockAsked: app.on(.locked)
    case .retried: Task { await load() }
    }
  }

  private func load() async {
    do {
      show(try await bridge.ask("care.settings") { try await $0.care().settings() })
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  private func show(_ settings: Settings) {
    state.locale = settings.language
    state.weekStart = settings.weekStart
    state.halfLifeDays = Int(settings.halfLifeDays)
    state.discreet = settings.discreet
    state.phase = .ready
  }

  private func change(_ what: String, _ to: String) {
    // Of what was asked last only its failure is told, so an earlier one that succeeds late takes nothing back.
    state.error = nil
    Task {
      let failed = await attempt {
        show(
          try await bridge.act("care.changeSetting") {
            try await $0.care().changeSetting(what: what, to: to)
          })
      }
      if let failed { state.error = failed }
    }
  }

  /// The keys under the phone's own lock, or no longer. Where the vault cannot, everything stays as it was.
  private func choose(vault on: Bool) async {
    let vault = bridge.platform.vault
    state.error = await attempt {
      if on {
        try await bridge.ask("keepIn") { try await $0.keepIn(vault: vault) }
      } else {
        try await bridge.ask("forgetVault") { try await $0.forgetVault(vault: vault) }
      }
      preferences.set(.vaultKept, to: on ? "yes" : nil)
    }
    state.vaultKept = preferences.vaultKept
  }

  private func newWords() async {
    let passphrase = state.passphrase
    state.error = await attempt {
      let words = try await bridge.ask("devices.changeWords") {
        try await $0.devices().changeWords(passphrase: passphrase)
      }
      state.newWords = words.split(separator: " ").map(String.init)
    }
    state.passphrase = ""
  }
}
