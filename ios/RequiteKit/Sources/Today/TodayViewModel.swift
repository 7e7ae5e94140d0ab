/// Today: writes one line, and answers what may be looked at. What is dismissed is told to nobody.

import Observation
import Requite

@MainActor @Observable public final class TodayViewModel: ViewModel, Keeper {
  public private(set) var state: TodayState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    state = TodayState(
      phase: .loading, date: "", line: "", saving: false, due: [], care: nil, prompt: nil,
      limits: [], after: [], notes: [], undoable: nil, error: nil)
    app.bridge.keep(for: self)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await _ in changes { await load() }
  }

  public func on(_ event: TodayEvent) {
    switch event {
    case .lineChanged(let text): state.line = text
    case .lineSaved: Task { await keep() }
    case .captureChosen(let mode): app.go(Place(.capture, id: mode.rawValue))
    case .promiseAnswered(let id, let outcome): Task { await answer(id, outcome) }
    case .dismissed(let id): dismiss(id)
    case .noteOpened(let id): Task { await openNote(id) }
    case .undone: Task { await undo() }
    case .retried: Task { await load() }
    }
  }

  /// The line becomes an entry. It is there until the engine has it, and what was typed meanwhile stays.
  public func keep() async {
    let line = state.line
    guard !state.saving, line.holdsWords else { return }
    state.saving = true
    state.error = await attempt {
      _ = try await bridge.write(line, title: nil)
      state.line.drop(saved: line)
      offer("undo.entry")
    }
    state.saving = false
  }

  private func load() async {
    do {
      show(try await bridge.ask("looking.today") { try await $0.looking().today() })
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  private func show(_ today: Today) {
    let kept = { (id: String) in !self.bridge.dismissed.contains(id) }
    state.date = today.date
    state.due = today.due.filter { kept($0.id) }
    state.care = today.care.flatMap { kept("care") ? $0 : nil }
    state.prompt = today.prompt.flatMap { kept($0.id) ? $0 : nil }
    state.limits = today.limits.filter { kept($0.id) }
    state.after = today.after.filter { kept($0.id) }
    // A note that was opened stays open for as long as it is looked at.
    let opened = state.notes.filter { note in
      note.text != nil && !today.notes.contains { $0.id == note.id }
    }
    state.notes = (opened + today.notes).filter { kept($0.id) }
    let nothing =
      today.entries == 0 && state.due.isEmpty && state.limits.isEmpty && state.after.isEmpty
      && state.notes.isEmpty
    state.phase = nothing ? .empty : .ready
  }

  private func answer(_ id: String, _ outcome: String) async {
    state.error = await attempt {
      _ = try await bridge.act("evidence.resolvePromise") {
        try await $0.evidence().resolvePromise(id: id, outcome: outcome, on: nil)
      }
      state.due.removeAll { $0.id == id }
      offer("undo.promise")
    }
  }

  private func dismiss(_ id: String) {
    bridge.dismissed.insert(id)
    state.due.removeAll { $0.id == id }
    if id == "care" { state.care = nil }
    if state.prompt?.id == id { state.prompt = nil }
    state.limits.removeAll { $0.id == id }
    state.after.removeAll { $0.id == id }
    state.notes.removeAll { $0.id == id }
  }

  private func openNote(_ id: String) async {
    state.error = await attempt {
      let note = try await bridge.act("peace.openNote") { try await $0.peace().openNote(id: id) }
      state.notes = state.notes.map { $0.id == id ? note : $0 }
    }
  }

  private func undo() async {
    guard let undoable = state.undoable else { return }
    state.undoable = nil
    state.error = await attempt { try await bridge.undo(undoable) }
  }

  private func offer(_ what: String) {
    state.undoable = bridge.offer(what) { [weak self] over in
      if self?.state.undoable == over { self?.state.undoable = nil }
    }
  }
}
