/** What a person can do about other devices. Never answered: what it did comes back as a state. */
package app.requite.ui.sync

/** One thing that a person did. */
sealed interface SyncEvent {
    data class RelayChanged(val text: String) : SyncEvent
    data object SyncAsked : SyncEvent
    data object SyncStopped : SyncEvent
    data object Retried : SyncEvent
}
