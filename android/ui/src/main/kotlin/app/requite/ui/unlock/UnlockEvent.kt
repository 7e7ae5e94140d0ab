/** What a person can do at the door. Never answered: what it did comes back as a state. */
package app.requite.ui.unlock

/** One thing that a person did. */
sealed interface UnlockEvent {
    data class PassphraseChanged(val text: String) : UnlockEvent
    data class NoteChanged(val text: String) : UnlockEvent
    data object Unlocked : UnlockEvent
    data object VaultAsked : UnlockEvent
}
