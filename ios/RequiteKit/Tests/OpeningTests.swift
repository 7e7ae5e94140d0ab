/// What opening a screen costs: the calls that docs/screens.md says, three at most, counted at the bridge.

import Foundation
import Pretend
import RequiteKit
import XCTest

@MainActor final class OpeningTests: GuardedCase, @unchecked Sendable {
  func testEachScreenOpensWithTheCallsThatItsPageSays() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    await phone.write("An entry.")
    let people = PeopleViewModel(phone.app)
    let names = await counted(phone, people) { state in
      if state.phase == .empty { people.on(.added(text: "Noa")) }
      return state.people.map(\.title) == ["Noa"]
    }
    let person = try XCTUnwrap(people.state.people.first?.id)
    let timeline = await shown(TimelineViewModel(phone.app, person: nil)) { !$0.cards.isEmpty }
    let entry = try XCTUnwrap(timeline.cards.first?.id)
    let app = phone.app
    var opened: [String: [String]] = ["App": [], "Start": []]
    opened["People"] = names.filter { $0 != "people.add" }
    opened["Unlock"] = await counted(phone, UnlockViewModel(app)) { _ in true }
    opened["Search"] = await counted(phone, SearchViewModel(app)) { _ in true }
    opened["Today"] = await counted(phone, TodayViewModel(app)) { $0.phase == .ready }
    opened["Capture"] = await counted(phone, CaptureViewModel(app, mode: .moment)) {
      $0.phase == .ready
    }
    opened["Person"] = await counted(phone, PersonViewModel(app, id: person)) {
      $0.phase != .loading
    }
    opened["Timeline"] = await counted(phone, TimelineViewModel(app, person: nil)) {
      $0.phase == .ready
    }
    opened["Write"] = await counted(phone, WriteViewModel(app, id: entry)) { $0.phase == .ready }
    opened["Sync"] = await counted(phone, SyncViewModel(app)) { $0.phase != .loading }
    opened["Devices"] = await counted(phone, DevicesViewModel(app)) { $0.phase != .loading }
    opened["Settings"] = await counted(phone, SettingsViewModel(app)) { $0.phase == .ready }
    let pages = try Screens.ofDocument().screens
    XCTAssertEqual(Set(opened.keys), Set(pages.map(\.name)), "every screen was opened")
    for page in pages {
      XCTAssertEqual(opened[page.name], page.opens, page.name)
      XCTAssertLessThanOrEqual(page.opens.count, 3, page.name)
    }
  }

  private func counted<Model: ViewModel>(
    _ phone: Phone, _ model: Model, _ holds: (Model.State) -> Bool
  ) async -> [String] {
    var calls: [String] = []
    phone.bridge.counting = { calls.append($0) }
    _ = await shown(model, holds)
    phone.bridge.counting = nil
    return calls
  }
}
