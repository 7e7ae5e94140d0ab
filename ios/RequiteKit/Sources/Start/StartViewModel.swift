/// The first minutes: makes a journal, joins another device's, or brings one back by its words. What is secret is wiped when
/// it was used.

import Observation
import Requite

@MainActor @Observable public final class StartViewModel: ViewModel {
  public private(set) var state: StartState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var work: Task<Void, Never>?
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel, deviceName: String) {
    self.app = app
    state = StartState(
      step: .welcome, deviceName: deviceName, passphrase: "", relay: "", line: "", words: "",
      digits: "", shownWords: [], busy: false, error: nil)
  }

  public func live() async {}

  public func on(_ event: StartEvent) {
    state.error = nil
    switch event {
    case .stepChosen(let step): if !state.busy { state.step = step }
    case .deviceNameChanged(let text): state.deviceName = text
    case .passphraseChanged(let text): state.passphrase = text
    case .relayChanged(let text): state.relay = text
    case .lineChanged(let text): state.line = text
    case .wordsChanged(let text): state.words = text
    case .confirmed: confirm()
    case .wordsKept: finish()
    case .cancelled: cancel()
    }
  }

  private func confirm() {
    guard !state.busy else { return }
    // The engine takes any; a journal that opens to nothing typed is no journal of one's own.
    guard state.passphrase.holdsWords else {
      state.error = "passphrase_empty"
      return
    }
    state.busy = true
    work = Task {
      state.error = await attempt {
        switch state.step {
        case .create: try await create()
        case .join: try await join()
        case .restore: try await restore()
        case .welcome, .words, .digits: break
        }
      }
      state.passphrase = ""
      state.words = ""
      state.busy = false
    }
  }

  private func create() async throws {
    let engine = try await Engine.create(
      folder: bridge.platform.folder, deviceName: state.deviceName,
      passphrase: state.passphrase, zone: bridge.platform.surroundings.zone)
    try bridge.adopt(engine)
    state.shownWords = engine.takeWords()?.split(separator: " ").map(String.init) ?? []
    state.step = .words
  }

  private func join() async throws {
    let joining = try Requite.join(
      folder: bridge.platform.folder, line: state.line, deviceName: state.deviceName,
      passphrase: state.passphrase, zone: bridge.platform.surroundings.zone)
    do {
      state.digits = try await joining.orStop { try await $0.digits() }
      state.step = .digits
      let engine = try await joining.orStop { try await Engine.joined(joining: $0) }
      bridge.platform.preferences.set(.relay, to: engine.relay())
      try bridge.adopt(engine)
    } catch {
      // Whoever gave it up is elsewhere by now.
      if !Task.isCancelled { (state.step, state.digits) = (.join, "") }
      throw error
    }
    finish()
  }

  private func restore() async throws {
    let engine = try await Engine.restore(
      folder: bridge.platform.folder, words: state.words, relay: state.relay,
      deviceName: state.deviceName, passphrase: state.passphrase,
      zone: bridge.platform.surroundings.zone)
    bridge.platform.preferences.set(.relay, to: state.relay)
    try bridge.adopt(engine)
    finish()
  }

  private func finish() {
    state.shownWords = []
    state.digits = ""
    state.line = ""
    app.on(.opened)
  }

  private func cancel() {
    work?.cancel()
    state.passphrase = ""
    state.words = ""
    state.line = ""
    state.digits = ""
    // Words that were shown belong to a journal that is there: going back does not undo it.
    if state.step == .words { finish() } else { state.step = .welcome }
  }
}
