/// Everything that has a day, newest first, as a list that lives: what comes from another device appears by itself.

import Observation
import Requite

@MainActor @Observable public final class TimelineViewModel: ViewModel {
  public private(set) var state: TimelineState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private let asked = Again()
  @ObservationIgnored private var limit: UInt32 = TimelineViewModel.page
  private var bridge: Bridge { app.bridge }
  private static let page: UInt32 = 50

  public init(_ app: AppViewModel, person: String?) {
    self.app = app
    state = TimelineState(
      phase: .loading, cards: [], kinds: [], person: person, more: false, error: nil)
  }

  public func live() async {
    await asked.each { [weak self] in await self?.listen() }
  }

  public func on(_ event: TimelineEvent) {
    switch event {
    case .kindChosen(let kind):
      if state.kinds.contains(kind) {
        state.kinds.removeAll { $0 == kind }
      } else {
        state.kinds.append(kind)
      }
      limit = Self.page
      asked.again()
    case .personChosen(let id):
      state.person = id
      limit = Self.page
      asked.again()
    case .nextPage:
      guard state.more else { return }
      limit += Self.page
      asked.again()
    case .opened(let id): app.go(Place(.write, id: id))
    case .retried: asked.again()
    }
  }

  private func listen() async {
    let limit = limit
    let query = TimelineQuery(
      person: state.person, kinds: state.kinds, limit: limit, including: .usual)
    do {
      for await cards in try await bridge.list("watchList(timeline)", .timeline(query: query)) {
        state.cards = cards
        state.more = cards.count >= Int(limit)
        state.phase = cards.isEmpty ? .empty : .ready
        state.error = nil
      }
    } catch {
      state.error = Failure.code(of: error)
      if state.phase == .loading { state.phase = .failed }
    }
  }
}
