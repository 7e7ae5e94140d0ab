/// The devices of the journal: lets one in by six digits that the newcomer shows, removes one after asking twice.

import Observation
import Requite

@MainActor @Observable public final class DevicesViewModel: ViewModel {
  public private(set) var state: DevicesState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var invitation: Invitation?
  @ObservationIgnored private var inviting: Task<Void, Never>?
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    state = DevicesState(
      phase: .loading, devices: [], line: nil, expiresMs: nil, newcomer: nil, digits: "",
      passphrase: "", holdHistory: false, removing: nil, busy: false, error: nil)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await _ in changes { await load() }
  }

  public func on(_ event: DevicesEvent) {
    switch event {
    case .passphraseChanged(let text): state.passphrase = text
    case .invited: invite()
    case .digitsChanged(let text): state.digits = text
    case .holdChosen(let on): state.holdHistory = on
    case .confirmed: Task { await confirm() }
    case .cancelled: cancel()
    case .removeAsked(let id): state.removing = id
    case .removeConfirmed: Task { await remove() }
    case .removeCancelled: state.removing = nil
    case .historyReleased: Task { await release() }
    case .retried: Task { await load() }
    }
  }

  private func load() async {
    do {
      state.devices = try await bridge.ask("devices.list") { try await $0.devices().list() }
      state.phase = state.devices.count > 1 ? .ready : .empty
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  // MARK: Letting one in

  private func invite() {
    guard !state.busy, invitation == nil else { return }
    state.busy = true
    let passphrase = state.passphrase
    let relay = bridge.platform.preferences.text(.relay) ?? ""
    inviting = Task {
      let failed = await attempt {
        let invitation = try await bridge.ask("devices.invite") {
          try await $0.devices().invite(relay: relay, passphrase: passphrase)
        }
        self.invitation = invitation
        state.passphrase = ""
        state.line = invitation.line()
        state.expiresMs = invitation.expiresMs()
        state.busy = false
        state.newcomer = try await invitation.orStop { try await $0.newcomer() }
      }
      if let failed { end(failed) }
    }
  }

  private func confirm() async {
    guard !state.busy, let invitation else { return }
    state.busy = true
    let digits = state.digits
    let passphrase = state.passphrase.isEmpty ? nil : state.passphrase
    let past: PastFor = state.holdHistory ? .newcomerTomorrow : .newcomer
    let failed = await attempt {
      _ = try await invitation.confirm(digits: digits, passphrase: passphrase, past: past)
    }
    state.passphrase = ""
    state.busy = false
    // Too long ago: asked for once more, and the invitation goes on.
    if failed == "auth_required" {
      state.error = failed
      return
    }
    end(failed)
    await load()
  }

  private func cancel() {
    inviting?.cancel()
    invitation?.cancel()
    end(nil)
  }

  private func end(_ failed: String?) {
    invitation = nil
    state.line = nil
    state.expiresMs = nil
    state.newcomer = nil
    state.digits = ""
    state.passphrase = ""
    state.busy = false
    state.error = failed
  }

  // MARK: Removing one

  private func remove() async {
    guard let id = state.removing, !state.busy else { return }
    state.busy = true
    state.error = await attempt {
      _ = try await bridge.ask("devices.revoke") { try await $0.devices().revoke(id: id) }
      state.removing = nil
    }
    state.busy = false
    await load()
  }

  private func release() async {
    state.error = await attempt {
      try await bridge.ask("devices.releaseHistory") { try await $0.devices().releaseHistory() }
    }
  }
}
