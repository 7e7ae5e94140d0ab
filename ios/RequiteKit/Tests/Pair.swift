/// Mia's phone and Mia's tablet, paired by way of a real relay through the view models.

import Pretend
import RequiteKit
import XCTest

@MainActor struct Pair {
  let phone: Phone
  let tablet: Phone
  let relay: Relay

  static func new() async throws -> Pair {
    let relay = try Relay(in: try temporary())
    let phone = try await Phone.new()
    let tablet = Phone(on: try temporary(), named: "tablet")
    await phone.sync(with: relay)
    let devices = DevicesViewModel(phone.app)
    await devices.invite(tablet)
    devices.on(.digitsChanged(text: tablet.start.state.digits))
    devices.on(.confirmed)
    await until(tablet.app) { $0.route == .today }
    await until(devices) { !$0.busy && $0.line == nil && $0.devices.count == 2 }
    return Pair(phone: phone, tablet: tablet, relay: relay)
  }

  /// Each brings what it has, and takes what the other has brought.
  func meet() async {
    for device in [phone, tablet, phone] { await device.sync(with: relay) }
  }

  /// The id of the one entry there is.
  func only() async throws -> String {
    let cards = await shown(TimelineViewModel(tablet.app, person: nil)) { !$0.cards.isEmpty }.cards
    XCTAssertEqual(cards.count, 1)
    return try XCTUnwrap(cards.first?.id)
  }

  func gone() {
    phone.gone()
    tablet.gone()
  }
}

extension Phone {
  func sync(with relay: Relay) async {
    let sync = SyncViewModel(app)
    sync.on(.relayChanged(text: relay.url))
    sync.on(.syncAsked)
    await until(sync) { !$0.running }
    XCTAssertNil(sync.state.error)
  }
}

extension DevicesViewModel {
  /// Invites, and has a newcomer come as far as its digits.
  func invite(_ newcomer: Phone) async {
    on(.passphraseChanged(text: passphrase))
    on(.invited)
    await until(self) { $0.line != nil || $0.error != nil }
    XCTAssertEqual(state.passphrase, "")
    newcomer.start.on(.stepChosen(step: .join))
    newcomer.start.on(.passphraseChanged(text: passphrase))
    newcomer.start.on(.lineChanged(text: state.line ?? ""))
    newcomer.start.on(.confirmed)
    await until(newcomer.start) { $0.step == .digits || $0.error != nil }
    await until(self) { $0.newcomer == "tablet" || $0.error != nil }
  }
}
