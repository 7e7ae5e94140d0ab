/// What is saved here, and when other devices were last met.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct SyncState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// The address of the relay.
  public var relay: String
  /// Whether it is at work.
  public var running: Bool
  /// What was not offered to a relay yet.
  public var waiting: UInt64
  /// What has come in all.
  public var received: UInt64
  /// What could not be taken in.
  public var quarantined: UInt64
  /// What is known to exist and has not come.
  public var missing: UInt64
  /// What should be known, as codes.
  public var alarms: [String]
  /// The devices, this one first.
  public var devices: [Device]
  /// What this device may do.
  public var membership: Membership?
  /// What the last sync did.
  public var lastReport: SyncReport?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, relay: String, running: Bool, waiting: UInt64, received: UInt64,
    quarantined: UInt64, missing: UInt64, alarms: [String], devices: [Device],
    membership: Membership?, lastReport: SyncReport?, error: String?
  ) {
    self.phase = phase
    self.relay = relay
    self.running = running
    self.waiting = waiting
    self.received = received
    self.quarantined = quarantined
    self.missing = missing
    self.alarms = alarms
    self.devices = devices
    self.membership = membership
    self.lastReport = lastReport
    self.error = error
  }
}
