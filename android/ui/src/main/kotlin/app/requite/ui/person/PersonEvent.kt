/** What a person can do on somebody's page. Never answered: what it did comes back as a state. */
package app.requite.ui.person

import app.requite.ui.PersonTab

/** One thing that a person did. */
sealed interface PersonEvent {
    data class TabChosen(val tab: PersonTab) : PersonEvent
    data class WhyOpened(val measure: String) : PersonEvent
    data object WhyClosed : PersonEvent
    data class NoteChanged(val text: String) : PersonEvent
    data object NoteSaved : PersonEvent
    data class PromiseAnswered(val id: String, val outcome: String) : PersonEvent
    data object Quieted : PersonEvent
    data object Unquieted : PersonEvent
    data object MarkedUnsafe : PersonEvent
    data object UnmarkedUnsafe : PersonEvent
    data class Opened(val id: String) : PersonEvent
    data object Retried : PersonEvent
}
