/** The door: a passphrase, or the phone's vault. Whatever the vault does, nothing is deleted and the passphrase still opens. */
package app.requite.ui.unlock

import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Bridge
import app.requite.ui.bridge.Standing
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import app.requite.ui.bridge.without
import app.requite.ui.bridge.write
import app.requite.ui.keepVault
import app.requite.ui.vaultKept
import kotlinx.coroutines.launch

class UnlockViewModel(private val app: AppViewModel) : ViewModel<UnlockState, UnlockEvent>(
    UnlockState(
        passphrase = "",
        note = "",
        vaultOffered = app.bridge.platform.preferences.vaultKept,
        busy = false,
        error = null,
    ),
) {
    private val bridge get() = app.bridge

    override suspend fun live() = Unit

    override fun on(event: UnlockEvent) {
        when (event) {
            is UnlockEvent.PassphraseChanged -> become { copy(passphrase = event.text) }
            is UnlockEvent.NoteChanged -> become { copy(note = event.text) }
            UnlockEvent.Unlocked -> {
                val passphrase = now.passphrase
                open { it.open(passphrase) }
            }
            UnlockEvent.VaultAsked -> open { it.openWithVault() }
        }
    }

    private fun open(opening: suspend (Bridge) -> Unit) {
        if (now.busy) return
        become { copy(busy = true, error = null) }
        bridge.scope.launch {
            val failed = attempt {
                if (bridge.standing != Standing.Open) opening(bridge)
                writeNote()
            }
            become { copy(passphrase = "", busy = false, error = failed) }
            // A key that is gone does not come back: the vault can be set up anew in the settings.
            if (failed == "vault_missing" || failed == "vault_invalidated") {
                become { copy(vaultOffered = false) }
                bridge.platform.preferences.keepVault(false)
            }
            if (failed == null) app.on(AppEvent.Opened)
        }
    }

    /** Stays on the screen until the engine has it. */
    private suspend fun writeNote() {
        val note = now.note
        if (!note.holdsWords) return
        bridge.write(note, title = null)
        become { copy(note = this.note.without(note)) }
    }
}
