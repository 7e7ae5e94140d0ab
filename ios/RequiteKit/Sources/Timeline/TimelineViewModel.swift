/// Everything that has a day, newest first, as a list that lives: what comes from another device appears by itself. Older pages
/// come when somebody scrolls to them, and live from then on as well.

import Observation
import Requite

@MainActor @Observable public final class TimelineViewModel: ViewModel {
  public private(set) var state: TimelineState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private let asked = Again()
  /// How many are shown, and behind the first page where the next one begins.
  @ObservationIgnored private var depth = TimelineViewModel.page
  @ObservationIgnored private var cursor: String?
  /// Counts the questions, and the readings of all that is shown: what was asked for before one is not shown behind it.
  @ObservationIgnored private var edition = 0
  private var bridge: Bridge { app.bridge }
  /// How many are shown at first, and how many more each time.
  private static let page = 50
  /// How many the engine gives at once.
  private static let most = 1_000

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
      begin()
    case .personChosen(let id):
      state.person = id
      begin()
    case .nextPage: if state.more { next() }
    case .opened(let id): app.go(Place(.write, id: id))
    case .retried: asked.again()
    }
  }

  private func begin() {
    (depth, cursor) = (Self.page, nil)
    edition += 1
    asked.again()
  }

  private func next() {
    // Asked for once, however often the end of the list is seen before more has come.
    state.more = false
    depth += Self.page
    if let cursor {
      Task { await further(behind: cursor) }
    } else {
      asked.again()
    }
  }

  private func listen() async {
    if depth == Self.page { await first() } else { await all() }
  }

  /// The first page, for as long as it is all that is shown: one call.
  private func first() async {
    await told {
      let query = query(Self.page, nil)
      for await cards in try await bridge.list("watchList(timeline)", .timeline(query: query)) {
        if Task.isCancelled { return }
        show(cards, more: cards.count >= Self.page)
      }
    }
  }

  /// Everything that is shown, and again whenever something has changed. Much may change while it is read: it is read once
  /// more, not once for each.
  private func all() async {
    let changes = bridge.changes(.bufferingNewest(1))
    await told { try await anew() }
    for await _ in changes {
      await told { try await anew() }
    }
  }

  private func anew() async throws {
    var cards: [Card] = []
    var next: String?
    let begun = edition
    repeat {
      let page = try await page(min(depth - cards.count, Self.most), next)
      // Somebody asked for something else meanwhile.
      guard edition == begun else { return }
      cards += page.items.map(Card.init(of:))
      next = page.next
    } while next != nil && cards.count < depth
    cursor = next
    edition += 1
    show(cards, more: next != nil)
  }

  /// What lies below what is shown.
  private func further(behind cursor: String) async {
    let edition = edition
    await told {
      let page = try await page(Self.page, cursor)
      // Somebody may have asked for something else meanwhile, or all of it was read again, this page with it.
      guard edition == self.edition else { return }
      self.cursor = page.next
      show(state.cards + page.items.map(Card.init(of:)), more: page.next != nil)
    }
  }

  private func page(_ limit: Int, _ after: String?) async throws -> Timeline {
    let query = query(limit, after)
    return try await bridge.ask("looking.timeline") {
      try await $0.looking().timeline(query: query)
    }
  }

  private func query(_ limit: Int, _ after: String?) -> TimelineQuery {
    TimelineQuery(
      person: state.person, kinds: state.kinds, limit: UInt32(limit), cursor: after,
      including: .usual)
  }

  private func show(_ cards: [Card], more: Bool) {
    state.cards = cards
    state.more = more
    state.phase = cards.isEmpty ? .empty : .ready
    state.error = nil
  }

  private func told(_ work: () async throws -> Void) async {
    do {
      try await work()
    } catch {
      guard let code = Failure.code(of: error), !Task.isCancelled else { return }
      state.error = code
      if state.phase == .loading { state.phase = .failed }
    }
  }
}

extension Card {
  /// As the first page shows it.
  fileprivate init(of it: Happening) {
    self.init(
      id: it.id, kind: it.kind, date: it.date, time: it.time, title: "", excerpt: it.text,
      people: it.people, flags: [])
  }
}
