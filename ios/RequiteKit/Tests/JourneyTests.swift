/// Mia's phone and Mia's tablet, through the view models alone: the first start, a line, the second device, what each sees of
/// the other, a place that both changed, the lock.

import Pretend
import RequiteKit
import XCTest

@MainActor final class JourneyTests: GuardedCase, @unchecked Sendable {
  func testTheFirstStartShowsTwentyFourWordsOnceAndOpensToday() async throws {
    let phone = Phone(on: try temporary())
    defer { phone.gone() }
    XCTAssertEqual(phone.app.state.route, .start)
    phone.start.on(.stepChosen(step: .create))
    phone.start.on(.confirmed)
    await until(phone.start) { $0.error != nil && !$0.busy }
    XCTAssertEqual(phone.start.state.step, .create, "without a passphrase there is no journal")
    phone.start.on(.passphraseChanged(text: passphrase))
    phone.start.on(.confirmed)
    await until(phone.start) { $0.step == .words && !$0.busy }
    XCTAssertEqual(phone.start.state.shownWords.count, 24)
    XCTAssertEqual(phone.start.state.passphrase, "")
    phone.start.on(.wordsKept)
    XCTAssertEqual(phone.start.state.shownWords, [])
    XCTAssertEqual(phone.app.state.route, .today)
    XCTAssertFalse(phone.app.state.locked)
  }

  func testALineOfTodayIsOnTheTimelineAndCanBeTakenBack() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let (today, timeline) = (TodayViewModel(phone.app), TimelineViewModel(phone.app, person: nil))
    await open(timeline) {
      await open(today) {
        await until(today) { $0.phase == .empty }
        await until(timeline) { $0.phase == .empty }
        today.on(.lineChanged(text: "The first snow."))
        today.on(.lineSaved)
        await until(timeline) { $0.cards.map(\.excerpt) == ["The first snow."] }
        await until(today) { $0.phase == .ready && $0.undoable != nil }
        XCTAssertEqual(today.state.line, "")
        today.on(.undone)
        await until(timeline) { $0.cards.isEmpty }
        XCTAssertNil(today.state.undoable)
      }
    }
  }

  func testTheOfferToTakeBackGoesAfterTenSecondsAndWithTheNextAct() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let today = TodayViewModel(phone.app)
    today.on(.lineChanged(text: "One."))
    today.on(.lineSaved)
    await until(today) { $0.undoable != nil }
    // Another act elsewhere: taking back would take back that one, so nothing is taken back.
    await phone.write("Two.")
    today.on(.undone)
    await until(today) { $0.undoable == nil }
    today.on(.lineChanged(text: "Three."))
    today.on(.lineSaved)
    await until(today) { $0.undoable != nil }
    phone.clock.turn(seconds: 10)
    await until(today) { $0.undoable == nil }
    let lines = await phone.lines()
    XCTAssertEqual(Set(lines), ["One.", "Two.", "Three."])
  }

  func testTwoPhonesPairAndSeeEachOthersWordsWithoutAsking() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    let there = TimelineViewModel(pair.tablet.app, person: nil)
    await open(there) {
      await until(there) { $0.phase != .loading }
      await pair.phone.write("Snow on the phone.")
      await pair.meet()
      await until(there) { $0.cards.contains { $0.excerpt == "Snow on the phone." } }
    }
    await pair.tablet.write("Rain on the tablet.")
    await pair.meet()
    let lines = await pair.phone.lines()
    XCTAssertEqual(Set(lines), ["Snow on the phone.", "Rain on the tablet."])
    let sync = await shown(SyncViewModel(pair.phone.app)) { $0.phase == .ready }
    XCTAssertEqual(sync.devices.count, 2)
    XCTAssertEqual(sync.membership, .member)
    XCTAssertEqual(sync.waiting, 0)
  }

  func testWrongDigitsLetNobodyIn() async throws {
    let relay = try Relay(in: try temporary())
    let (phone, tablet) = (try await Phone.new(), Phone(on: try temporary(), named: "tablet"))
    defer { phone.gone(); tablet.gone() }
    await phone.sync(with: relay)
    let devices = DevicesViewModel(phone.app)
    await devices.invite(tablet)
    devices.on(.digitsChanged(text: tablet.start.state.digits == "000000" ? "111111" : "000000"))
    devices.on(.confirmed)
    await until(devices) { $0.error != nil && !$0.busy }
    XCTAssertEqual(devices.state.error, "wrong_digits")
    XCTAssertNil(devices.state.line)
    await until(tablet.start) { $0.error != nil && !$0.busy }
    XCTAssertEqual(tablet.start.state.step, .join)
    XCTAssertEqual(tablet.app.state.route, .start)
  }

  func testAnInvitationAndAJoiningThatAreGivenUpLeaveBothWhereTheyWere() async throws {
    let relay = try Relay(in: try temporary())
    let (phone, tablet) = (try await Phone.new(), Phone(on: try temporary(), named: "tablet"))
    defer {
      phone.gone()
      tablet.gone()
    }
    await phone.sync(with: relay)
    let devices = DevicesViewModel(phone.app)
    await devices.invite(tablet)
    tablet.start.on(.cancelled)
    await until(tablet.start) { !$0.busy }
    XCTAssertEqual(tablet.start.state.step, .welcome)
    XCTAssertEqual(tablet.start.state.passphrase, "")
    devices.on(.cancelled)
    XCTAssertNil(devices.state.line)
    XCTAssertNil(devices.state.error)
    await devices.invite(tablet)
    XCTAssertEqual(devices.state.newcomer, "tablet", "and both can begin again")
  }

  func testAPlaceThatBothChangedIsMarkedAndTheMarkGoesOnBoth() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    await pair.phone.write("We met at noon.")
    await pair.meet()
    let id = try await pair.only()
    let here = WriteViewModel(pair.phone.app, id: id)
    let there = WriteViewModel(pair.tablet.app, id: id)
    try await open(here) {
      try await open(there) {
        await until(here) { $0.phase == .ready }
        await until(there) { $0.phase == .ready }
        here.on(.bodyChanged(text: "We met at one."))
        here.on(.saved)
        there.on(.bodyChanged(text: "We met at two."))
        there.on(.saved)
        await until(here) { $0.saved && $0.body.hasSuffix("one.") }
        await until(there) { $0.saved && $0.body.hasSuffix("two.") }
        await pair.meet()
        await until(here) { !$0.marks.isEmpty && $0.merged }
        await until(there) { !$0.marks.isEmpty }
        XCTAssertEqual(here.state.body, there.state.body)
        let mark = try XCTUnwrap(here.state.marks.first)
        here.on(.markOpened(id: mark.id))
        XCTAssertEqual(here.state.openMark?.id, mark.id)
        here.on(.markCleared(id: mark.id))
        await until(here) { $0.marks.isEmpty && $0.openMark == nil }
        await pair.meet()
        await until(there) { $0.marks.isEmpty }
      }
    }
  }

  func testLockedNothingIsShownAndTheRightPassphraseOpensAgain() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    await phone.write("Before.")
    SettingsViewModel(phone.app).on(.lockAsked)
    await until(phone.app) { $0.locked }
    XCTAssertEqual(phone.app.state.route, .unlock)
    XCTAssertEqual(phone.app.state.routes, [])
    phone.app.on(.went(route: .timeline))
    XCTAssertEqual(phone.app.state.route, .unlock, "no way round the door")
    let behind = await shown(TimelineViewModel(phone.app, person: nil)) { $0.phase != .loading }
    XCTAssertEqual(behind.phase, .failed)
    XCTAssertEqual(behind.error, "locked")
    XCTAssertEqual(behind.cards, [])
    let door = UnlockViewModel(phone.app)
    door.on(.passphraseChanged(text: "wrong"))
    door.on(.noteChanged(text: "Seen from outside."))
    door.on(.unlocked)
    await until(door) { $0.error != nil && !$0.busy }
    XCTAssertEqual(door.state.error, "wrong_passphrase")
    XCTAssertEqual(door.state.passphrase, "")
    XCTAssertEqual(door.state.note, "Seen from outside.")
    door.on(.passphraseChanged(text: passphrase))
    door.on(.unlocked)
    await until(phone.app) { $0.route == .today }
    XCTAssertEqual(door.state.note, "")
    let lines = await phone.lines()
    XCTAssertEqual(Set(lines), ["Before.", "Seen from outside."])
  }
}
