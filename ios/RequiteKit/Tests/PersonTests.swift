/// Somebody's page and the list of people: both sides counted alike, every number with its notes, out of sight when wished.

import Pretend
import RequiteKit
import XCTest

@MainActor final class PersonTests: GuardedCase, @unchecked Sendable {
  func testThePictureShowsBothSidesAndEachNumberOpensItsNotes() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let id = try await noa(on: phone)
    let sheet = CaptureViewModel(phone.app, mode: .moment)
    for direction in [Direction.them, .me] {
      sheet.on(.personChosen(id: id))
      sheet.on(.kindChosen(kind: "care_act"))
      sheet.on(.directionChosen(direction: direction))
      let before = phone.bridge.acts
      sheet.on(.saved)
      await until(sheet) { ($0.saved?.act ?? 0) > before }
      sheet.on(.personChosen(id: id))
    }
    let page = PersonViewModel(phone.app, id: id)
    try await open(page) {
      await until(page) { $0.phase == .ready }
      XCTAssertEqual(page.state.name, "Noa")
      let care = try XCTUnwrap(page.state.picture?.measures.first { $0.id == "care" })
      XCTAssertFalse(care.sentences.isEmpty, "the bars have words")
      XCTAssertFalse(care.pairs.isEmpty)
      page.on(.whyOpened(measure: "care"))
      await until(page) { $0.why != nil }
      let notes = page.state.why.map { $0.them + $0.me } ?? []
      XCTAssertEqual(Set(notes.map(\.id)).count, 2, "the two moments that were counted")
      page.on(.whyClosed)
      XCTAssertNil(page.state.why)
      page.on(.tabChosen(tab: .timeline))
      await until(page) { $0.timeline.count == 2 }
      page.on(.noteChanged(text: "Likes tea."))
      page.on(.noteSaved)
      await until(page) { $0.noteSaved && $0.note == "Likes tea." }
    }
    let again = await shown(PersonViewModel(phone.app, id: id)) { $0.phase == .ready }
    XCTAssertEqual(again.note, "Likes tea.")
  }

  func testOutOfSightIsOutOfTheListUntilItIsAskedForAndCanBeTakenBack() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let id = try await noa(on: phone)
    let people = PeopleViewModel(phone.app)
    await open(people) {
      await until(people) { $0.people.count == 1 }
      people.on(.quieted(id: id))
      await until(people) { $0.people.isEmpty && $0.undoable != nil }
      people.on(.includingChosen(including: .quiet))
      await until(people) { $0.people.map(\.flags) == [["quiet"]] }
      people.on(.unquieted(id: id))
      await until(people) { $0.people.map(\.flags) == [[]] }
      people.on(.queryChanged(text: "zz"))
      XCTAssertEqual(people.state.people, [])
      people.on(.queryChanged(text: "no"))
      XCTAssertEqual(people.state.people.map(\.title), ["Noa"])
    }
  }

  func testTheTimelineCanBeOfOnePersonAlone() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let id = try await noa(on: phone)
    await phone.write("About nobody.")
    let sheet = CaptureViewModel(phone.app, mode: .moment)
    sheet.on(.personChosen(id: id))
    sheet.on(.kindChosen(kind: "kind_word"))
    sheet.on(.saved)
    await until(sheet) { $0.saved != nil }
    let timeline = TimelineViewModel(phone.app, person: nil)
    await open(timeline) {
      await until(timeline) { $0.cards.count == 2 }
      timeline.on(.personChosen(id: "Noa"))
      await until(timeline) { $0.cards.map(\.people) == [["Noa"]] }
      timeline.on(.personChosen(id: nil))
      await until(timeline) { $0.cards.count == 2 }
      timeline.on(.kindChosen(kind: "entry"))
      await until(timeline) { $0.cards.map(\.kind) == ["entry"] }
    }
  }

  private func noa(on phone: Phone) async throws -> String {
    let people = PeopleViewModel(phone.app)
    people.on(.added(text: "Noa"))
    await until(people) { $0.undoable != nil }
    let list = await shown(PeopleViewModel(phone.app)) { !$0.people.isEmpty }
    return try XCTUnwrap(list.people.first?.id)
  }
}
