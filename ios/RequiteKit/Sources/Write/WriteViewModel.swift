/// One entry: typed, saved a second after the last key, merged live with what comes from other devices. What is typed is never
/// taken from under somebody's hands, and stays on the screen until the engine has it.

import Observation
import Requite

@MainActor @Observable public final class WriteViewModel: ViewModel, Keeper {
  public private(set) var state: WriteState
  @ObservationIgnored private let app: AppViewModel
  /// The text and the heads that the next edit is made from.
  @ObservationIgnored private var base = ""
  @ObservationIgnored private var heads: String?
  @ObservationIgnored private var saving: Task<String?, Never>?
  @ObservationIgnored private var pausing: Task<Void, Never>?
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel, id: String) {
    self.app = app
    state = WriteState(
      phase: id.isEmpty ? .empty : .loading, id: id, title: "", body: "", people: [], tags: [],
      marks: [], openMark: nil, versions: nil, merged: false, saved: true, undoable: nil,
      error: nil)
    app.bridge.keep(for: self)
  }

  public func live() async {
    let changes = bridge.changes()
    if !state.id.isEmpty { await load() }
    for await kinds in changes where kinds.contains("entry") && !state.id.isEmpty {
      await takeIn()
    }
  }

  public func on(_ event: WriteEvent) {
    switch event {
    case .bodyChanged(let text): type(text)
    case .titleChanged(let text): if state.id.isEmpty { state.title = text }
    case .saved: Task { await keep() }
    case .markOpened(let id): state.openMark = state.marks.first { $0.id == id }
    case .markCleared(let id): Task { await clear(id) }
    case .versionsOpened: Task { await openVersions() }
    case .versionRestored(let id): Task { await restore(id) }
    case .versionsClosed: state.versions = nil
    case .trashed: Task { await trash() }
    case .undone: Task { await undo() }
    case .closed: Task { await close() }
    case .retried: Task { state.saved ? await load() : await keep() }
    }
  }

  // MARK: Typing and saving

  private func type(_ text: String) {
    state.body = text
    state.saved = text == base
    pausing?.cancel()
    let surroundings = bridge.platform.surroundings
    let untilMs = surroundings.elapsedMs() + 1_000
    pausing = Task { [weak self] in
      await surroundings.pause(untilMs: untilMs)
      if !Task.isCancelled { await self?.keep() }
    }
  }

  /// Saves what is typed. One save at a time: a second waits for the first, and saves what came meanwhile.
  public func keep() async {
    _ = await saving?.value
    guard !state.saved, state.body.holdsWords else { return }
    let saving = Task { await attempt { try await save() } }
    self.saving = saving
    state.error = await saving.value
  }

  private func save() async throws {
    let (sent, id, title, heads) = (state.body, state.id, state.title, heads)
    if id.isEmpty {
      let wrote = try await bridge.write(sent, title: title.isEmpty ? nil : title)
      state.id = wrote
      let entry = try await bridge.ask("journal.show") { try await $0.journal().show(id: wrote) }
      show(entry, after: sent)
      return
    }
    let entry = try await bridge.act("journal.edit") {
      try await $0.journal().edit(id: id, base: heads, body: sent)
    }
    show(entry, after: sent)
  }

  /// Shows an entry that came back, with what was typed since `sent`.
  private func show(_ entry: Entry, after sent: String) {
    if entry.body != sent { state.merged = true }
    state.body = rebased(typed: state.body, sent: sent, merged: entry.body)
    base = entry.body
    heads = entry.heads
    state.saved = state.body == base
    state.title = entry.title
    state.people = entry.people
    state.tags = entry.tags
    state.marks = entry.marks
    if let open = state.openMark { state.openMark = entry.marks.first { $0.id == open.id } }
    state.phase = .ready
  }

  // MARK: What comes from elsewhere

  private func load() async {
    let id = state.id
    do {
      let entry = try await bridge.ask("journal.show") { try await $0.journal().show(id: id) }
      let first = heads == nil
      show(entry, after: first ? "" : base)
      if first { state.merged = false }
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  /// Something was written elsewhere: what is being typed is merged with it, at the heads that it was typed from.
  private func takeIn() async {
    _ = await saving?.value
    if state.saved { await load() } else { await keep() }
  }

  // MARK: Marks, versions, the trash

  private func clear(_ mark: String) async {
    let id = state.id
    state.error = await attempt {
      let looked = try await bridge.ask("journal.clearMark") {
        try await $0.journal().clearMark(id: id, mark: mark)
      }
      state.marks = looked.marks
      if state.openMark?.id == mark { state.openMark = nil }
    }
  }

  private func openVersions() async {
    let id = state.id
    guard !id.isEmpty else { return }
    state.error = await attempt {
      state.versions = try await bridge.ask("journal.history") {
        try await $0.journal().history(id: id)
      }.versions
    }
  }

  private func restore(_ version: String) async {
    await keep()
    let id = state.id
    state.error = await attempt {
      let entry = try await bridge.act("journal.restoreVersion") {
        try await $0.journal().restoreVersion(id: id, version: version)
      }
      show(entry, after: state.body)
      state.merged = false
      state.versions = nil
      offer("undo.restored")
    }
  }

  private func trash() async {
    let id = state.id
    guard !id.isEmpty else { return }
    await keep()
    state.error = await attempt {
      _ = try await bridge.act("journal.trash") { try await $0.journal().trash(id: id) }
      offer("undo.trashed")
    }
  }

  private func undo() async {
    guard let undoable = state.undoable else { return }
    // What is taken back here has not come from elsewhere.
    let merged = state.merged
    state.undoable = nil
    let failed = await attempt { try await bridge.undo(undoable) }
    await load()
    state.merged = merged
    if let failed { state.error = failed }
  }

  private func close() async {
    pausing?.cancel()
    await keep()
    // What could not be saved is not left behind.
    if state.error == nil { app.on(.back) }
  }

  private func offer(_ what: String) {
    state.undoable = bridge.offer(what) { [weak self] over in
      if self?.state.undoable == over { self?.state.undoable = nil }
    }
  }
}
