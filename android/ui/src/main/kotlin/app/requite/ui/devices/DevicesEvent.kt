/** What a person can do with devices. Never answered: what it did comes back as a state. */
package app.requite.ui.devices

/** One thing that a person did. */
sealed interface DevicesEvent {
    data class PassphraseChanged(val text: String) : DevicesEvent
    data object Invited : DevicesEvent
    data class DigitsChanged(val text: String) : DevicesEvent
    data class HoldChosen(val on: Boolean) : DevicesEvent
    data object Confirmed : DevicesEvent
    data object Cancelled : DevicesEvent
    data class RemoveAsked(val id: String) : DevicesEvent
    data object RemoveConfirmed : DevicesEvent
    data object RemoveCancelled : DevicesEvent
    data object HistoryReleased : DevicesEvent
    data object Retried : DevicesEvent
}
