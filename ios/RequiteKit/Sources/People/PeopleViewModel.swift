/// The people, by name, as a list that lives. Quieted ones come only when they are asked for.

import Foundation
import Observation
import Requite

@MainActor @Observable public final class PeopleViewModel: ViewModel {
  public private(set) var state: PeopleState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var all: [Card] = []
  @ObservationIgnored private let asked = Again()
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    state = PeopleState(
      phase: .loading, people: [], query: "", including: .usual, undoable: nil, error: nil)
  }

  public func live() async {
    await asked.each { [weak self] in await self?.listen() }
  }

  public func on(_ event: PeopleEvent) {
    switch event {
    case .queryChanged(let text):
      state.query = text
      show()
    case .includingChosen(let including):
      state.including = including
      asked.again()
    case .added(let text):
      act("people.add", "undo.person") { try await $0.people().add(name: text) }
    case .quieted(let id):
      act("people.quiet", "undo.quiet") { try await $0.people().quiet(who: id, until: nil) }
    case .unquieted(let id):
      act("people.unquiet", "undo.unquiet") { try await $0.people().unquiet(who: id) }
    case .opened(let id): app.go(Place(.person, id: id))
    case .undone: Task { await undo() }
    case .retried: asked.again()
    }
  }

  private func listen() async {
    do {
      let including = state.including
      for await cards in try await bridge.list("watchList(people)", .people(including: including)) {
        all = cards
        state.error = misread.after(nil, told: state.error)
        show()
      }
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }

  private func show() {
    let query = state.query.trimmingCharacters(in: .whitespaces)
    state.people = all.filter { query.isEmpty || $0.title.localizedStandardContains(query) }
    state.phase = all.isEmpty ? .empty : .ready
  }

  private func act(
    _ call: String, _ what: String, _ acting: @escaping @Sendable (Engine) async throws -> Person
  ) {
    Task {
      state.error = await attempt {
        _ = try await bridge.act(call, acting)
        state.undoable = bridge.offer(what) { [weak self] over in
          if self?.state.undoable == over { self?.state.undoable = nil }
        }
      }
    }
  }

  private func undo() async {
    guard let undoable = state.undoable else { return }
    state.undoable = nil
    state.error = await attempt { try await bridge.undo(undoable) }
  }
}
