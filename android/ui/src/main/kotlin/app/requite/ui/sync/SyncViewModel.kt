/** What is saved here and when other devices were last met. Never stands in the way: a relay that is away is no failure. */
package app.requite.ui.sync

import app.requite.engine.SyncOperation
import app.requite.ui.Phase
import app.requite.ui.PreferenceKey
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.meet
import kotlinx.coroutines.launch

class SyncViewModel(private val app: AppViewModel) : ViewModel<SyncState, SyncEvent>(
    SyncState(
        phase = Phase.Loading,
        relay = app.bridge.platform.preferences.text(PreferenceKey.Relay).orEmpty(),
        running = false,
        waiting = 0uL,
        received = 0uL,
        quarantined = 0uL,
        missing = 0uL,
        alarms = emptyList(),
        devices = emptyList(),
        membership = null,
        lastReport = null,
        error = null,
    ),
) {
    private var operation: SyncOperation? = null
    private val bridge get() = app.bridge

    override suspend fun live() = bridge.reading { load() }

    override fun on(event: SyncEvent) {
        when (event) {
            is SyncEvent.RelayChanged -> become { copy(relay = event.text) }
            SyncEvent.SyncAsked -> run()
            SyncEvent.SyncStopped -> operation?.cancel()
            SyncEvent.Retried -> bridge.scope.launch { load() }
        }
    }

    private fun run() {
        if (now.running) return
        become { copy(running = true, error = null, lastReport = null) }
        val relay = now.relay
        bridge.scope.launch {
            val failed = attempt {
                val report = bridge.ask("sync.begin") { engine -> engine.meet(relay) { operation = it } }
                bridge.platform.preferences.set(PreferenceKey.Relay, relay)
                become { copy(lastReport = report) }
            }
            operation = null
            load()
            // A sync that met nobody failed at nothing; it is said all the same.
            val unmet = "relay_unreachable".takeIf { now.lastReport?.reached?.isEmpty() == true }
            become { copy(error = failed ?: unmet ?: error, running = false) }
        }
    }

    private suspend fun load() {
        val failed = attempt {
            val status = bridge.ask("sync.status") { it.sync().status() }
            val devices = status.devices.filter { it.revokedMs == null }
            become {
                copy(
                    phase = if (devices.size > 1) Phase.Ready else Phase.Empty,
                    waiting = status.waiting,
                    received = status.received,
                    quarantined = status.quarantined,
                    missing = status.missing,
                    alarms = status.alarms,
                    devices = devices,
                    membership = status.membership,
                )
            }
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }
}
