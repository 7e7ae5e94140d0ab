/// One person's page: the picture first; the other tabs are read when they are opened. Each number opens its notes.

import Observation
import Requite

@MainActor @Observable public final class PersonViewModel: ViewModel, Keeper {
  public private(set) var state: PersonState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var savedNote = ""
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel, id: String) {
    self.app = app
    state = PersonState(
      phase: .loading, id: id, name: "", quiet: false, isUnsafe: false, tab: .picture,
      picture: nil, why: nil, timeline: [], promises: [], needs: [], boundaries: [], note: "",
      noteSaved: true, error: nil)
    app.bridge.keep(for: self)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await _ in changes {
      await load()
      await loadTab()
    }
  }

  public func on(_ event: PersonEvent) {
    let id = state.id
    switch event {
    case .tabChosen(let tab):
      state.tab = tab
      Task { await loadTab() }
    case .whyOpened(let measure): Task { await openWhy(measure) }
    case .whyClosed: state.why = nil
    case .noteChanged(let text):
      state.note = text
      state.noteSaved = text == savedNote
    case .noteSaved: Task { await keep() }
    case .promiseAnswered(let promise, let outcome): Task { await answer(promise, outcome) }
    case .quieted: mark("people.quiet") { try await $0.people().quiet(who: id, until: nil) }
    case .unquieted: mark("people.unquiet") { try await $0.people().unquiet(who: id) }
    case .markedUnsafe: mark("people.markUnsafe") { try await $0.people().markUnsafe(who: id) }
    case .unmarkedUnsafe:
      mark("people.unmarkUnsafe") { try await $0.people().unmarkUnsafe(who: id) }
    case .opened(let entry): app.go(Place(.write, id: entry))
    case .retried:
      Task {
        await load()
        await loadTab()
      }
    }
  }

  /// Saves the note about them, where it was changed.
  public func keep() async {
    guard !state.noteSaved else { return }
    let (id, note) = (state.id, state.note)
    state.error = await attempt {
      _ = try await bridge.act("people.edit") {
        try await $0.people().edit(who: id, facts: PersonFacts(note: note))
      }
      savedNote = note
      state.noteSaved = state.note == note
    }
  }

  private func load() async {
    let id = state.id
    do {
      let page = try await bridge.ask("people.page") { try await $0.people().page(who: id) }
      show(page.item)
      // What somebody is typing is not taken from under their hands.
      if state.noteSaved { state.note = page.note }
      savedNote = page.note
      state.noteSaved = state.note == savedNote
      state.picture = PicturePage(
        try await bridge.ask("pictures.of") { try await $0.pictures().of(who: id) })
      let nothing = state.picture?.measures.allSatisfy(\.pairs.isEmpty) ?? true
      state.phase = nothing && state.note.isEmpty ? .empty : .ready
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  private func loadTab() async {
    let id = state.id
    let failed = await attempt {
      switch state.tab {
      case .picture, .notes: break
      case .timeline:
        let query = TimelineQuery(person: id, including: .everybody)
        state.timeline = try await bridge.ask("looking.timeline") {
          try await $0.looking().timeline(query: query)
        }.items
      case .promises:
        let query = PromiseQuery(person: id)
        state.promises = try await bridge.ask("evidence.promises") {
          try await $0.evidence().promises(query: query)
        }
      case .needs:
        state.needs = try await bridge.ask("evidence.needs") {
          try await $0.evidence().needs(person: id)
        }
        state.boundaries = try await bridge.ask("peace.boundaries") {
          try await $0.peace().boundaries(person: id)
        }
      }
    }
    if let failed { state.error = failed }
  }

  private func show(_ person: Requite.Person) {
    state.name = person.alias ?? person.name
    state.quiet = person.quiet
    state.isUnsafe = person.isUnsafe
  }

  private func openWhy(_ measure: String) async {
    let id = state.id
    state.error = await attempt {
      state.why = try await bridge.ask("pictures.why") {
        try await $0.pictures().why(who: id, measure: measure)
      }
    }
  }

  private func answer(_ promise: String, _ outcome: String) async {
    state.error = await attempt {
      _ = try await bridge.act("evidence.resolvePromise") {
        try await $0.evidence().resolvePromise(id: promise, outcome: outcome, on: nil)
      }
      await loadTab()
    }
  }

  private func mark(
    _ call: String, _ marking: @escaping @Sendable (Engine) async throws -> Requite.Person
  ) {
    Task {
      state.error = await attempt { show(try await bridge.act(call, marking)) }
    }
  }
}
