/** The devices of the journal: lets one in by six digits that the newcomer shows, removes one after asking twice. */
package app.requite.ui.devices

import app.requite.engine.Invitation
import app.requite.engine.PastFor
import app.requite.ui.Phase
import app.requite.ui.PreferenceKey
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

class DevicesViewModel(private val app: AppViewModel) : ViewModel<DevicesState, DevicesEvent>(
    DevicesState(
        phase = Phase.Loading,
        devices = emptyList(),
        line = null,
        expiresMs = null,
        newcomer = null,
        digits = "",
        passphrase = "",
        holdHistory = false,
        removing = null,
        busy = false,
        error = null,
    ),
) {
    private var invitation: Invitation? = null
    private var inviting: Job? = null
    private val bridge get() = app.bridge

    override suspend fun live() = bridge.reading { load() }

    override fun on(event: DevicesEvent) {
        when (event) {
            is DevicesEvent.PassphraseChanged -> become { copy(passphrase = event.text) }
            DevicesEvent.Invited -> invite()
            is DevicesEvent.DigitsChanged -> become { copy(digits = event.text) }
            is DevicesEvent.HoldChosen -> become { copy(holdHistory = event.on) }
            DevicesEvent.Confirmed -> bridge.scope.launch { confirm() }
            DevicesEvent.Cancelled -> cancel()
            is DevicesEvent.RemoveAsked -> become { copy(removing = event.id) }
            DevicesEvent.RemoveConfirmed -> bridge.scope.launch { remove() }
            DevicesEvent.RemoveCancelled -> become { copy(removing = null) }
            DevicesEvent.HistoryReleased -> bridge.scope.launch { release() }
            DevicesEvent.Retried -> bridge.scope.launch { load() }
        }
    }

    private suspend fun load() {
        val failed = attempt {
            val devices = bridge.ask("devices.list") { it.devices().list() }
            become { copy(devices = devices, phase = if (devices.size > 1) Phase.Ready else Phase.Empty) }
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    // Letting one in

    private fun invite() {
        if (now.busy || invitation != null) return
        become { copy(busy = true, error = null) }
        val passphrase = now.passphrase
        val relay = bridge.platform.preferences.text(PreferenceKey.Relay).orEmpty()
        inviting = bridge.scope.launch {
            val failed = attempt {
                val invitation = bridge.ask("devices.invite") { it.devices().invite(relay, passphrase) }
                this@DevicesViewModel.invitation = invitation
                val (line, expiresMs) = invitation.line() to invitation.expiresMs()
                become { copy(passphrase = "", line = line, expiresMs = expiresMs, busy = false) }
                val newcomer = invitation.newcomer()
                become { copy(newcomer = newcomer) }
            }
            if (failed != null) end(failed)
        }
    }

    private suspend fun confirm() {
        val invitation = invitation
        if (now.busy || invitation == null) return
        become { copy(busy = true) }
        val digits = now.digits
        val passphrase = now.passphrase.takeIf { it.isNotEmpty() }
        val past = if (now.holdHistory) PastFor.NEWCOMER_TOMORROW else PastFor.NEWCOMER
        val failed = attempt { invitation.confirm(digits, passphrase, past) }
        become { copy(passphrase = "", busy = false) }
        // Too long ago: asked for once more, and the invitation goes on.
        if (failed == "auth_required") {
            become { copy(error = failed) }
            return
        }
        // Whoever gave it up meanwhile has begun something else.
        if (this.invitation === invitation) end(failed)
        load()
    }

    private fun cancel() {
        inviting?.cancel()
        invitation?.cancel()
        end(null)
    }

    private fun end(failed: String?) {
        invitation = null
        become {
            copy(
                line = null,
                expiresMs = null,
                newcomer = null,
                digits = "",
                passphrase = "",
                busy = false,
                error = failed,
            )
        }
    }

    // Removing one

    private suspend fun remove() {
        val id = now.removing
        if (id == null || now.busy) return
        become { copy(busy = true) }
        val failed = attempt {
            bridge.ask("devices.revoke") { it.devices().revoke(id) }
            become { copy(removing = null) }
        }
        become { copy(error = failed, busy = false) }
        load()
    }

    private suspend fun release() {
        val failed = attempt { bridge.ask("devices.releaseHistory") { it.devices().releaseHistory() } }
        become { copy(error = failed) }
    }
}
