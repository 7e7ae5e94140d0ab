/** What a person can do today. Never answered: what it did comes back as a state. */
package app.requite.ui.today

import app.requite.ui.CaptureMode

/** One thing that a person did. */
sealed interface TodayEvent {
    data class LineChanged(val text: String) : TodayEvent
    data object LineSaved : TodayEvent
    data class CaptureChosen(val mode: CaptureMode) : TodayEvent
    data class PromiseAnswered(val id: String, val outcome: String) : TodayEvent
    data class Dismissed(val id: String) : TodayEvent
    data class NoteOpened(val id: String) : TodayEvent
    data object Undone : TodayEvent
    data object Retried : TodayEvent
}
