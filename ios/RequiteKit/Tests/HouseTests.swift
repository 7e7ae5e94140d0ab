/// What keeps the journal in order: settings, new words, a device that is removed, a journal that comes back by its words, what
/// today asks.

import Pretend
import RequiteKit
import XCTest

@MainActor final class HouseTests: GuardedCase, @unchecked Sendable {
  func testSettingsOfTheJournalAndOfThisPhoneAreThereAfterwards() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let settings = SettingsViewModel(phone.app)
    await open(settings) {
      await until(settings) { $0.phase == .ready }
      XCTAssertEqual(settings.state.lockAfterSeconds, 30)
      settings.on(.localeChosen(text: "es"))
      await until(settings) { $0.locale == "es" }
      settings.on(.weekStartChosen(text: "sunday"))
      await until(settings) { $0.weekStart == "sunday" }
      settings.on(.halfLifeChosen(text: "365"))
      await until(settings) { $0.halfLifeDays == 365 }
      settings.on(.discreetChosen(on: true))
      await until(settings) { $0.discreet }
      settings.on(.halfLifeChosen(text: "100"))
      await until(settings) { $0.error != nil }
      XCTAssertEqual(settings.state.halfLifeDays, 365, "what is not possible changes nothing")
      settings.on(.lockAfterChosen(seconds: -5))
      XCTAssertEqual(settings.state.lockAfterSeconds, 0)
    }
    let again = await shown(SettingsViewModel(phone.app)) { $0.phase == .ready }
    XCTAssertEqual(again.locale, "es")
    XCTAssertEqual(again.lockAfterSeconds, 0)
  }

  func testWhatWasRefusedStaysToldWhenSomethingElseIsRead() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let settings = SettingsViewModel(phone.app)
    await open(settings) {
      await until(settings) { $0.phase == .ready }
      settings.on(.halfLifeChosen(text: "100"))
      await until(settings) { $0.error != nil }
      let refused = settings.state.error
      // As it comes from the tablet.
      _ = try? await phone.bridge.act("care.changeSetting") {
        try await $0.care().changeSetting(what: "week_start", to: "sunday")
      }
      await until(settings) { $0.weekStart == "sunday" }
      XCTAssertEqual(settings.state.error, refused)
      settings.on(.halfLifeChosen(text: "365"))
      await until(settings) { $0.halfLifeDays == 365 }
      XCTAssertNil(settings.state.error)
    }
  }

  func testNewWordsAreShownOnceAndOnlyForThePassphrase() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let settings = SettingsViewModel(phone.app)
    settings.on(.passphraseChanged(text: "wrong"))
    settings.on(.wordsAsked)
    await until(settings) { $0.error != nil }
    XCTAssertEqual(settings.state.error, "wrong_passphrase")
    XCTAssertEqual(settings.state.passphrase, "")
    settings.on(.passphraseChanged(text: passphrase))
    settings.on(.wordsAsked)
    await until(settings) { $0.passphrase.isEmpty }
    XCTAssertNil(settings.state.error)
    XCTAssertEqual(settings.state.newWords?.count, 24)
    settings.on(.wordsKept)
    XCTAssertNil(settings.state.newWords)
  }

  func testAJournalComesBackByItsWords() async throws {
    let relay = try Relay(in: try temporary())
    let phone = Phone(on: try temporary())
    defer { phone.gone() }
    phone.start.on(.stepChosen(step: .create))
    phone.start.on(.passphraseChanged(text: passphrase))
    phone.start.on(.confirmed)
    await until(phone.start) { $0.step == .words && !$0.busy }
    let words = phone.start.state.shownWords.joined(separator: " ")
    phone.start.on(.wordsKept)
    await phone.write("Before it was lost.")
    await phone.sync(with: relay)
    let found = Phone(on: try temporary(), named: "new phone")
    defer { found.gone() }
    found.start.on(.stepChosen(step: .restore))
    found.start.on(.passphraseChanged(text: "another passphrase"))
    found.start.on(.relayChanged(text: relay.url))
    found.start.on(.wordsChanged(text: words))
    found.start.on(.confirmed)
    await until(found.app) { $0.route == .today }
    await until(found.start) { !$0.busy }
    XCTAssertEqual(found.start.state.words, "")
    await found.sync(with: relay)
    let lines = await found.lines()
    XCTAssertEqual(lines, ["Before it was lost."])
  }

  func testADeviceIsRemovedAfterAskingTwice() async throws {
    let pair = try await Pair.new()
    defer { pair.gone() }
    let devices = DevicesViewModel(pair.phone.app)
    try await open(devices) {
      await until(devices) { $0.devices.count == 2 }
      let tablet = try XCTUnwrap(devices.state.devices.first { !$0.this })
      XCTAssertNotNil(tablet.newUntilMs, "a newcomer is pointed out")
      devices.on(.removeAsked(id: tablet.id))
      devices.on(.removeCancelled)
      devices.on(.removeConfirmed)
      await until(devices) { $0.removing == nil && !$0.busy }
      XCTAssertNil(devices.state.devices.first { !$0.this }?.revokedMs)
      devices.on(.removeAsked(id: tablet.id))
      devices.on(.removeConfirmed)
      await until(devices) { $0.devices.contains { $0.revokedMs != nil } && !$0.busy }
    }
    await pair.phone.write("After it was removed.")
    await pair.phone.sync(with: pair.relay)
    let sync = SyncViewModel(pair.tablet.app)
    sync.on(.relayChanged(text: pair.relay.url))
    sync.on(.syncAsked)
    await until(sync) { !$0.running && $0.error != nil }
    XCTAssertEqual(sync.state.error, "relay_refused")
    let lines = await pair.tablet.lines()
    XCTAssertEqual(lines, [])
  }

  func testARelayThatIsAwayIsSaidAndEverythingIsSaved() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    await phone.write("Saved all the same.")
    let sync = SyncViewModel(phone.app)
    for relay in ["http://127.0.0.1:1", "nonsense"] {
      sync.on(.relayChanged(text: relay))
      sync.on(.syncAsked)
      await until(sync) { !$0.running && $0.error != nil }
    }
    XCTAssertGreaterThan(sync.state.waiting, 0)
    let lines = await phone.lines()
    XCTAssertEqual(lines, ["Saved all the same."])
  }

  func testWhatTodayAsksIsAnsweredOrPutOffUntilTheNextUnlock() async throws {
    let phone = try await Phone.new()
    defer { phone.gone() }
    let sheet = CaptureViewModel(phone.app, mode: .care)
    sheet.on(.lineChanged(text: "A walk"))
    sheet.on(.saved)
    await until(sheet) { $0.saved != nil }
    let today = TodayViewModel(phone.app)
    await open(today) {
      await until(today) { $0.phase != .loading && $0.care != nil }
      today.on(.dismissed(id: "care"))
      XCTAssertNil(today.state.care)
      await phone.write("Something else changes.")
      await until(today) { $0.phase == .ready }
      XCTAssertNil(today.state.care, "put off is put off")
      today.on(.captureChosen(mode: .felt))
      XCTAssertEqual(phone.app.state.route, .capture)
      XCTAssertEqual(phone.app.place.id, "felt")
    }
  }
}
