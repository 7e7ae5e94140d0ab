/** The devices in their states. Made up. */
package app.requite.ui.devices

import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun devicesPreviews(told: Told): List<Preview> {
    val sample = Sample(told)
    val state = DevicesState(
        phase = Phase.Ready, devices = listOf(sample.phone, sample.tablet), line = null, expiresMs = null, newcomer = null,
        digits = "", passphrase = "", holdHistory = false, removing = null, busy = false, error = null,
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty, devices = listOf(sample.phone)),
        "full" to state.copy(devices = listOf(sample.phone, sample.tablet.copy(newUntilMs = 1_796_000_000_000))),
        "invited" to state.copy(
            devices = listOf(sample.phone), line = "requite:1:kf3v-2mpa-77qd-x4c8-9hzt", expiresMs = 1_795_805_400_000,
            newcomer = sample.tablet.name, digits = "4829", holdHistory = true,
        ),
        "removing" to state.copy(removing = "d2"),
        "loading" to state.copy(phase = Phase.Loading),
        "failed" to state.copy(phase = Phase.Failed, error = "locked"),
    ).map { (name, shown) -> Preview("devices-$name") { DevicesScreen(shown) {} } }
}
