/// The devices of the journal: letting one in, removing one.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct DevicesState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// All of them.
  public var devices: [Device]
  /// The line for a newcomer, while one is invited.
  public var line: String?
  /// When the invitation is over, in milliseconds since 1970.
  public var expiresMs: Int64?
  /// What the newcomer is called, once it is there.
  public var newcomer: String?
  /// The digits that the newcomer shows, as typed.
  public var digits: String
  /// As typed; wiped when it was used.
  public var passphrase: String
  /// Whether the newcomer gets what was written before only after a day.
  public var holdHistory: Bool
  /// The device that may be removed, as an id.
  public var removing: String?
  /// Whether it is at work.
  public var busy: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, devices: [Device], line: String?, expiresMs: Int64?, newcomer: String?,
    digits: String, passphrase: String, holdHistory: Bool, removing: String?, busy: Bool,
    error: String?
  ) {
    self.phase = phase
    self.devices = devices
    self.line = line
    self.expiresMs = expiresMs
    self.newcomer = newcomer
    self.digits = digits
    self.passphrase = passphrase
    self.holdHistory = holdHistory
    self.removing = removing
    self.busy = busy
    self.error = error
  }
}
