/**
 * How the journal and this phone behave. What is set for the journal holds on every device; the lock and the vault are this
 * phone's own.
 */
package app.requite.ui.settings

import app.requite.engine.Settings
import app.requite.ui.Phase
import app.requite.ui.PreferenceKey
import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.keepVault
import app.requite.ui.lockAfterSeconds
import app.requite.ui.vaultKept
import kotlinx.coroutines.launch

class SettingsViewModel(private val app: AppViewModel) : ViewModel<SettingsState, SettingsEvent>(
    SettingsState(
        phase = Phase.Loading,
        locale = "",
        weekStart = "",
        halfLifeDays = 0,
        discreet = false,
        lockAfterSeconds = app.bridge.platform.preferences.lockAfterSeconds,
        vaultKept = app.bridge.platform.preferences.vaultKept,
        passphrase = "",
        newWords = null,
        error = null,
    ),
) {
    private val bridge get() = app.bridge
    private val preferences get() = bridge.platform.preferences

    override suspend fun live() = bridge.reading { load() }

    override fun on(event: SettingsEvent) {
        when (event) {
            is SettingsEvent.LocaleChosen -> change("language", event.text)
            is SettingsEvent.WeekStartChosen -> change("week_start", event.text)
            is SettingsEvent.HalfLifeChosen -> change("half_life", event.text)
            is SettingsEvent.DiscreetChosen -> change("discreet", if (event.on) "on" else "off")
            is SettingsEvent.LockAfterChosen -> {
                preferences.set(PreferenceKey.LockAfterSeconds, maxOf(0, event.seconds).toString())
                become { copy(lockAfterSeconds = preferences.lockAfterSeconds) }
            }
            is SettingsEvent.VaultChosen -> bridge.scope.launch { choose(event) }
            is SettingsEvent.PassphraseChanged -> become { copy(passphrase = event.text) }
            SettingsEvent.WordsAsked -> bridge.scope.launch { newWords() }
            SettingsEvent.WordsKept -> become { copy(newWords = null) }
            SettingsEvent.LockAsked -> app.on(AppEvent.Locked)
            SettingsEvent.Retried -> bridge.scope.launch { load() }
        }
    }

    private suspend fun load() {
        val failed = attempt { show(bridge.ask("care.settings") { it.care().settings() }) }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    private fun show(settings: Settings) {
        become {
            copy(
                phase = Phase.Ready,
                locale = settings.language,
                weekStart = settings.weekStart,
                halfLifeDays = settings.halfLifeDays.toInt(),
                discreet = settings.discreet,
            )
        }
    }

    private fun change(what: String, to: String) {
        // Of what was asked last only its failure is told, so an earlier one that succeeds late takes nothing back.
        become { copy(error = null) }
        bridge.scope.launch {
            val failed = attempt { show(bridge.act("care.changeSetting") { it.care().changeSetting(what, to) }) }
            if (failed != null) become { copy(error = failed) }
        }
    }

    /** The keys under the phone's own lock, or no longer. Where the vault cannot, everything stays as it was. */
    private suspend fun choose(chosen: SettingsEvent.VaultChosen) {
        val vault = bridge.platform.vault
        val failed = attempt {
            if (chosen.on) {
                bridge.ask("keepIn") { it.keepIn(vault) }
            } else {
                bridge.ask("forgetVault") { it.forgetVault(vault) }
            }
            preferences.keepVault(chosen.on)
        }
        become { copy(error = failed, vaultKept = preferences.vaultKept) }
    }

    private suspend fun newWords() {
        val passphrase = now.passphrase
        val failed = attempt {
            val words = bridge.ask("devices.changeWords") { it.devices().changeWords(passphrase) }
            become { copy(newWords = words.split(' ')) }
        }
        become { copy(error = failed, passphrase = "") }
    }
}
