/// Writing: kept as it is typed, merged live, nothing taken from under somebody's hands; noting something in a few seconds.

import Pretend
import RequiteKit
import XCTest

@MainActor final class WritingTests: GuardedCase, @unchecked Sendable {
  func testAnEntryIsKeptASecondAfterTheLastKey() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let entry = WriteViewModel(phone.app, id: "")
    entry.on(.titleChanged(text: "Snow"))
    for text in ["T", "Th", "The first snow."] { entry.on(.bodyChanged(text: text)) }
    XCTAssertFalse(entry.state.saved)
    phone.clock.turn(seconds: 1)
    await until(entry) { $0.saved && !$0.id.isEmpty }
    XCTAssertEqual(entry.state.title, "Snow")
    entry.on(.bodyChanged(text: "The first snow. And ice."))
    phone.clock.turn(seconds: 1)
    await until(entry) { $0.saved }
    XCTAssertFalse(entry.state.merged, "nothing came from elsewhere")
    let id = entry.state.id
    entry.on(.versionsOpened)
    await until(entry) { $0.versions?.count == 2 }
    let first = try XCTUnwrap(entry.state.versions?.last)
    entry.on(.versionRestored(id: first.id))
    await until(entry) { $0.versions == nil && $0.body == "The first snow." }
    entry.on(.undone)
    await until(entry) { $0.body == "The first snow. And ice." }
    entry.on(.trashed)
    await until(entry) { $0.undoable?.what == "undo.trashed" }
    let gone = await phone.lines()
    XCTAssertEqual(gone, [])
    entry.on(.undone)
    await until(entry) { $0.undoable == nil }
    let timeline = TimelineViewModel(phone.app, person: nil)
    let back = await shown(timeline) { !$0.cards.isEmpty }
    XCTAssertEqual(back.cards.map(\.id), [id])
  }

  func testWordsOfTheOtherDeviceComeInWhileSomebodyTypes() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    await pair.phone.write("Morning. Evening.")
    await pair.meet()
    let id = try await pair.only()
    let here = WriteViewModel(pair.phone.app, id: id)
    await open(here) {
      await until(here) { $0.phase == .ready }
      here.on(.bodyChanged(text: "Early morning. Evening."))
      let there = WriteViewModel(pair.tablet.app, id: id)
      _ = await shown(there) { $0.phase == .ready }
      there.on(.bodyChanged(text: "Morning. Late evening."))
      there.on(.saved)
      await until(there) { $0.saved && $0.body == "Morning. Late evening." }
      await pair.meet()
      await until(here) { $0.merged && $0.saved }
      XCTAssertEqual(here.state.body, "Early morning. Late evening.")
    }
  }

  func testAMomentAFeelingAndACareAreNotedAndEachCanBeTakenBack() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let sheet = CaptureViewModel(phone.app, mode: .moment)
    sheet.on(.saved)
    await until(sheet) { $0.error != nil }
    XCTAssertNil(sheet.state.saved, "without a kind there is no moment")
    sheet.on(.personNamed(text: "Noa"))
    await until(sheet) { $0.person != nil }
    sheet.on(.kindChosen(kind: "care_act"))
    sheet.on(.lineChanged(text: "Brought soup."))
    sheet.on(.saved)
    await until(sheet) { $0.saved?.what == "undo.moment" }
    XCTAssertEqual(sheet.state.line, "")
    sheet.on(.modeChosen(mode: .felt))
    sheet.on(.feelingSet(feeling: "seen", value: 2))
    sheet.on(.dateChanged(text: "yesterday"))
    sheet.on(.saved)
    await until(sheet) { $0.saved?.what == "undo.felt" }
    let noted = await shown(TimelineViewModel(phone.app, person: nil)) { $0.cards.count == 2 }
    XCTAssertEqual(noted.cards.map(\.kind), ["moment", "felt"])
    sheet.on(.undone)
    let left = await shown(TimelineViewModel(phone.app, person: nil)) { $0.cards.count == 1 }
    XCTAssertEqual(left.cards.map(\.excerpt), ["Brought soup."])
    sheet.on(.modeChosen(mode: .care))
    sheet.on(.dateChanged(text: ""))
    sheet.on(.lineChanged(text: "A walk"))
    sheet.on(.saved)
    await until(sheet) { $0.saved?.what == "undo.care" }
    XCTAssertNil(sheet.state.error)
  }

  func testSearchFindsPageByPageAndSaysWhenThereIsNothing() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    for number in 0..<60 { await phone.write("Snow number \(number).") }
    let search = SearchViewModel(phone.app)
    search.on(.queryChanged(text: "snow"))
    search.on(.submitted)
    await until(search) { $0.phase == .ready }
    let first = search.state.hits.count
    XCTAssertTrue(search.state.more)
    while search.state.more {
      let before = search.state.hits.count
      search.on(.nextPage)
      await until(search) { $0.hits.count > before }
    }
    XCTAssertGreaterThan(search.state.hits.count, first)
    XCTAssertEqual(Set(search.state.hits.map(\.item.id)).count, 60)
    search.on(.queryChanged(text: "sand"))
    search.on(.submitted)
    await until(search) { $0.phase == .empty && $0.hits.isEmpty }
  }
}
