/** What a person can do with an entry. Never answered: what it did comes back as a state. */
package app.requite.ui.write

/** One thing that a person did. */
sealed interface WriteEvent {
    data class BodyChanged(val text: String) : WriteEvent
    data class TitleChanged(val text: String) : WriteEvent
    data object Saved : WriteEvent
    data class MarkOpened(val id: String) : WriteEvent
    data class MarkCleared(val id: String) : WriteEvent
    data object VersionsOpened : WriteEvent
    data class VersionRestored(val id: String) : WriteEvent
    data object VersionsClosed : WriteEvent
    data object Trashed : WriteEvent
    data object Undone : WriteEvent
    data object Closed : WriteEvent
    data object Retried : WriteEvent
}
