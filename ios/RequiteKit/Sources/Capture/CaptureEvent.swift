/// What a person can do on the sheet. Never answered: what it did comes back as a state.

import RequiteEngine

/// One thing that a person did.
public enum CaptureEvent: Equatable, Sendable {
  case modeChosen(mode: CaptureMode)
  case personChosen(id: String)
  case personNamed(text: String)
  case kindChosen(kind: String)
  case directionChosen(direction: Direction)
  case lineChanged(text: String)
  case feelingSet(feeling: String, value: Int?)
  case dateChanged(text: String)
  case saved
  case undone
  case closed
}
