/** What a person can set. Never answered: what it did comes back as a state. */
package app.requite.ui.settings

/** One thing that a person did. */
sealed interface SettingsEvent {
    data class LocaleChosen(val text: String) : SettingsEvent
    data class WeekStartChosen(val text: String) : SettingsEvent
    data class HalfLifeChosen(val text: String) : SettingsEvent
    data class DiscreetChosen(val on: Boolean) : SettingsEvent
    data class LockAfterChosen(val seconds: Int) : SettingsEvent
    data class VaultChosen(val on: Boolean) : SettingsEvent
    data class PassphraseChanged(val text: String) : SettingsEvent
    data object WordsAsked : SettingsEvent
    data object WordsKept : SettingsEvent
    data object LockAsked : SettingsEvent
    data object Retried : SettingsEvent
}
