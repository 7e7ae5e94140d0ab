/// The door: neutral, with a place for a note that comes in when it opens.

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct UnlockState: Equatable, Sendable {
  /// As typed; wiped when it was used.
  public var passphrase: String
  /// Kept on this screen, and an entry as soon as the journal opens.
  public var note: String
  /// Whether face or finger may open it.
  public var vaultOffered: Bool
  /// Whether it is at work.
  public var busy: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    passphrase: String, note: String, vaultOffered: Bool, busy: Bool, error: String?
  ) {
    self.passphrase = passphrase
    self.note = note
    self.vaultOffered = vaultOffered
    self.busy = busy
    self.error = error
  }
}
