/** What a person can do while looking for something. Never answered: what it did comes back as a state. */
package app.requite.ui.search

/** One thing that a person did. */
sealed interface SearchEvent {
    data class QueryChanged(val text: String) : SearchEvent
    data object Submitted : SearchEvent
    data class PersonChosen(val id: String?) : SearchEvent
    data class TagChosen(val text: String?) : SearchEvent
    data class FromChanged(val text: String) : SearchEvent
    data class ToChanged(val text: String) : SearchEvent
    data class QuietChosen(val on: Boolean) : SearchEvent
    data class LettersChosen(val on: Boolean) : SearchEvent
    data object NextPage : SearchEvent
    data class Opened(val id: String) : SearchEvent
    data object Retried : SearchEvent
}
