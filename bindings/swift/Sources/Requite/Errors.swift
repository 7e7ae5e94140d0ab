/// Errors by their stable codes. None holds a person's words, a name or a path: what an app says is looked up by the code.

import RequiteEngine

extension EngineError {
  /// The stable code, the same as on the command line: what an app looks its words up by.
  public var code: String {
    switch self {
    case .NotFound(let code), .Ambiguous(let code), .Invalid(let code), .Refused(let code),
      .Locked(let code), .Closed(let code), .Secret(let code), .Busy(let code), .Relay(let code),
      .Pairing(let code), .Membership(let code), .Storage(let code), .Newer(let code),
      .Vault(let code), .Cancelled(let code), .Internal(let code, _):
      code
    }
  }

  /// The number by which a mistake of the engine's is found in the log; none for what is no mistake.
  public var ticket: UInt64? {
    if case .Internal(_, let ticket) = self, ticket > 0 { ticket } else { nil }
  }
}

extension EngineError: CustomStringConvertible {
  /// What it means and what to do, with its code: for a developer. An app has words of its own.
  public var description: String {
    "\(meaning) (\(code)\(ticket.map { " \($0)" } ?? ""))"
  }

  private var meaning: String {
    switch self {
    case .NotFound: "there is no such thing here"
    case .Ambiguous: "several fit; give more of the id"
    case .Invalid: "what was given cannot be understood or does not fit; ask again"
    case .Refused: "this is not possible as things stand"
    case .Locked: "the content is locked; unlock it first"
    case .Closed: "the engine is suspended or was shut down"
    case .Secret: "the passphrase, words or digits are not right, or must be given afresh"
    case .Busy: "another engine is at work on these files; the same call may go through in a moment"
    case .Relay: "the relay cannot be reached or refuses; everything is saved and goes out later"
    case .Pairing: "letting a device in came to nothing; make a new invitation"
    case .Membership: "this device may not do that in this journal"
    case .Storage: "the disk is full or the files cannot be used"
    case .Newer: "written by a newer version of the engine; update it"
    case .Vault: "the platform's vault could not; offer the passphrase, nothing was deleted"
    case .Cancelled: "stopped by who began it"
    case .Internal: "a mistake of the engine's; nothing was lost, and the next call works"
    }
  }
}
