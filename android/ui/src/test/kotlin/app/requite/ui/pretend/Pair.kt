/** Mia's phone and Mia's tablet, paired by way of a real relay through the view models. */
package app.requite.ui.pretend

import app.requite.ui.Route
import app.requite.ui.StartStep
import app.requite.ui.devices.DevicesEvent
import app.requite.ui.devices.DevicesViewModel
import app.requite.ui.start.StartEvent
import app.requite.ui.sync.SyncEvent
import app.requite.ui.sync.SyncViewModel
import app.requite.ui.timeline.TimelineViewModel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull

class Paired(val phone: Phone, val tablet: Phone, val relay: Relay) {
    /** Each brings what it has, and takes what the other has brought. */
    suspend fun meet() {
        for (device in listOf(phone, tablet, phone)) device.sync(relay)
    }

    /** The id of the one entry there is. */
    suspend fun only(): String = shown(TimelineViewModel(tablet.app, null)) { it.cards.isNotEmpty() }.cards.single().id
}

suspend fun Stage.paired(): Paired {
    val relay = relay()
    val phone = begun()
    val tablet = phone("tablet")
    phone.sync(relay)
    val devices = DevicesViewModel(phone.app)
    devices.invite(tablet)
    devices.on(DevicesEvent.DigitsChanged(tablet.start.state.value.digits))
    devices.on(DevicesEvent.Confirmed)
    until(tablet.app) { it.route == Route.Today }
    until(devices) { !it.busy && it.line == null && it.devices.size == 2 }
    return Paired(phone, tablet, relay)
}

suspend fun Phone.sync(relay: Relay) {
    val sync = SyncViewModel(app)
    sync.on(SyncEvent.RelayChanged(relay.url))
    sync.on(SyncEvent.SyncAsked)
    until(sync) { !it.running }
    assertNull(sync.state.value.error)
}

/** Invites, and has a newcomer come as far as its digits. */
suspend fun DevicesViewModel.invite(newcomer: Phone) {
    on(DevicesEvent.PassphraseChanged(PASSPHRASE))
    on(DevicesEvent.Invited)
    val invited = until(this) { it.line != null || it.error != null }
    assertEquals("", invited.passphrase)
    newcomer.start.on(StartEvent.StepChosen(StartStep.Join))
    newcomer.start.on(StartEvent.PassphraseChanged(PASSPHRASE))
    newcomer.start.on(StartEvent.LineChanged(invited.line.orEmpty()))
    newcomer.start.on(StartEvent.Confirmed)
    until(newcomer.start) { it.step == StartStep.Digits || it.error != null }
    until(this) { it.newcomer == "tablet" || it.error != null }
}
