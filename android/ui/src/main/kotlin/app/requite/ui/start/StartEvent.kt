/** What a person can do in the first minutes. Never answered: what it did comes back as a state. */
package app.requite.ui.start

import app.requite.ui.StartStep

/** One thing that a person did. */
sealed interface StartEvent {
    data class StepChosen(val step: StartStep) : StartEvent
    data class DeviceNameChanged(val text: String) : StartEvent
    data class PassphraseChanged(val text: String) : StartEvent
    data class RelayChanged(val text: String) : StartEvent
    data class LineChanged(val text: String) : StartEvent
    data class WordsChanged(val text: String) : StartEvent
    data object Confirmed : StartEvent
    data object WordsKept : StartEvent
    data object Cancelled : StartEvent
}
