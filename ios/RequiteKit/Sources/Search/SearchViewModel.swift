/// Finding again: asks when somebody has said what for, page by page. Quieted people and letters only when asked for.

import Observation
import Requite

@MainActor @Observable public final class SearchViewModel: ViewModel {
  public private(set) var state: SearchState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var cursor: String?
  @ObservationIgnored private var asking: Task<Void, Never>?
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    state = SearchState(
      phase: .empty, query: "", hits: [], person: nil, tag: nil, from: "", to: "",
      includeQuiet: false, includeLetters: false, more: false, error: nil)
  }

  public func live() async {}

  public func on(_ event: SearchEvent) {
    switch event {
    case .queryChanged(let text): state.query = text
    case .submitted, .retried: ask()
    case .personChosen(let id): state.person = id
    case .tagChosen(let text): state.tag = text
    case .fromChanged(let text): state.from = text
    case .toChanged(let text): state.to = text
    case .quietChosen(let on): state.includeQuiet = on
    case .lettersChosen(let on): state.includeLetters = on
    case .nextPage: if state.more { more() }
    case .opened(let id): app.go(Place(.write, id: id))
    }
  }

  private func ask() {
    asking?.cancel()
    cursor = nil
    guard state.query.holdsWords else {
      (state.hits, state.more, state.phase, state.error) = ([], false, .empty, nil)
      return
    }
    state.phase = .loading
    more()
  }

  private func more() {
    let query = SearchQuery(
      words: state.query, cursor: cursor, person: state.person, tag: state.tag,
      from: state.from.isEmpty ? nil : state.from, to: state.to.isEmpty ? nil : state.to,
      including: state.includeQuiet ? .quiet : .usual, letters: state.includeLetters)
    asking = Task {
      do {
        let page = try await bridge.ask("looking.search") {
          try await $0.looking().search(query: query)
        }
        // Somebody may have asked for something else meanwhile.
        if Task.isCancelled { return }
        state.hits = query.cursor == nil ? page.items : state.hits + page.items
        cursor = page.next
        state.more = page.next != nil
        state.phase = state.hits.isEmpty ? .empty : .ready
        state.error = nil
      } catch {
        if Task.isCancelled { return }
        state.error = Failure.code(of: error)
        state.phase = .failed
      }
    }
  }
}
