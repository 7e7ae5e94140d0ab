/** Sync in its states. With made-up devices. */
package app.requite.ui.sync

import app.requite.engine.Membership
import app.requite.engine.SyncReport
import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun syncPreviews(told: Told): List<Preview> {
    val sample = Sample(told)
    val state = SyncState(
        phase = Phase.Ready, relay = "relay.example", running = false, waiting = 2u, received = 40u,
        quarantined = 0u, missing = 0u, alarms = emptyList(), devices = listOf(sample.phone, sample.tablet),
        membership = Membership.MEMBER, lastReport = null, error = null,
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty, relay = "", waiting = 0u, received = 0u, devices = listOf(sample.phone)),
        "full" to state.copy(lastReport = SyncReport(2u, 3u, 1u, listOf("relay.example"), emptyList(), emptyList())),
        "running" to state.copy(running = true),
        "alarm" to state.copy(alarms = listOf("relay_rolled_back"), missing = 1u, error = "relay_unreachable"),
        "loading" to state.copy(phase = Phase.Loading),
        "failed" to state.copy(phase = Phase.Failed, error = "suspended"),
    ).map { (name, shown) -> Preview("sync-$name") { SyncScreen(shown) {} } }
}
