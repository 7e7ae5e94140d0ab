/** What a person can do on the sheet. Never answered: what it did comes back as a state. */
package app.requite.ui.capture

import app.requite.engine.Direction
import app.requite.ui.CaptureMode

/** One thing that a person did. */
sealed interface CaptureEvent {
    data class ModeChosen(val mode: CaptureMode) : CaptureEvent
    data class PersonChosen(val id: String) : CaptureEvent
    data class PersonNamed(val text: String) : CaptureEvent
    data class KindChosen(val kind: String) : CaptureEvent
    data class DirectionChosen(val direction: Direction) : CaptureEvent
    data class LineChanged(val text: String) : CaptureEvent
    data class FeelingSet(val feeling: String, val value: Int?) : CaptureEvent
    data class DateChanged(val text: String) : CaptureEvent
    data object Saved : CaptureEvent
    data object Undone : CaptureEvent
    data object Closed : CaptureEvent
}
