/**
 * The first minutes: makes a journal, joins another device's, or brings one back by its words. What is secret is wiped when it
 * was used.
 */
package app.requite.ui.start

import app.requite.engine.Engine
import app.requite.engine.Joining
import app.requite.engine.join
import app.requite.ui.PreferenceKey
import app.requite.ui.StartStep
import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import kotlinx.coroutines.launch

class StartViewModel(private val app: AppViewModel, deviceName: String) : ViewModel<StartState, StartEvent>(
    StartState(
        step = StartStep.Welcome,
        deviceName = deviceName,
        passphrase = "",
        relay = "",
        line = "",
        words = "",
        digits = "",
        shownWords = emptyList(),
        busy = false,
        error = null,
    ),
) {
    private var joining: Joining? = null
    private val bridge get() = app.bridge
    private val platform get() = bridge.platform

    override suspend fun live() = Unit

    override fun on(event: StartEvent) {
        become { copy(error = null) }
        when (event) {
            is StartEvent.StepChosen -> if (!now.busy) become { copy(step = event.step) }
            is StartEvent.DeviceNameChanged -> become { copy(deviceName = event.text) }
            is StartEvent.PassphraseChanged -> become { copy(passphrase = event.text) }
            is StartEvent.RelayChanged -> become { copy(relay = event.text) }
            is StartEvent.LineChanged -> become { copy(line = event.text) }
            is StartEvent.WordsChanged -> become { copy(words = event.text) }
            StartEvent.Confirmed -> confirm()
            StartEvent.WordsKept -> finish()
            StartEvent.Cancelled -> cancel()
        }
    }

    private fun confirm() {
        if (now.busy) return
        // The engine takes any; a journal that opens to nothing typed is no journal of one's own.
        if (!now.passphrase.holdsWords) {
            become { copy(error = "passphrase_empty") }
            return
        }
        become { copy(busy = true) }
        bridge.scope.launch {
            val failed = attempt {
                when (now.step) {
                    StartStep.Create -> create()
                    StartStep.Join -> join()
                    StartStep.Restore -> restore()
                    StartStep.Welcome, StartStep.Words, StartStep.Digits -> Unit
                }
            }
            become { copy(error = failed, passphrase = "", words = "", busy = false) }
        }
    }

    private suspend fun create() {
        val engine = Engine.create(platform.folder, now.deviceName, now.passphrase, platform.surroundings.zone)
        bridge.adopt(engine)
        val words = engine.takeWords()?.split(' ').orEmpty()
        become { copy(shownWords = words, step = StartStep.Words) }
    }

    private suspend fun join() {
        val joining = join(platform.folder, now.line, now.deviceName, now.passphrase, platform.surroundings.zone)
        this.joining = joining
        val engine = try {
            val digits = joining.digits()
            become { copy(digits = digits, step = StartStep.Digits) }
            Engine.joined(joining)
        } finally {
            // Whoever gave it up is elsewhere by now.
            if (this.joining === joining) become { copy(digits = "", step = StartStep.Join) }
            this.joining = null
        }
        platform.preferences.set(PreferenceKey.Relay, engine.relay())
        bridge.adopt(engine)
        finish()
    }

    private suspend fun restore() {
        val zone = platform.surroundings.zone
        val relay = now.relay
        val engine = Engine.restore(platform.folder, now.words, relay, now.deviceName, now.passphrase, zone)
        platform.preferences.set(PreferenceKey.Relay, relay)
        bridge.adopt(engine)
        finish()
    }

    private fun finish() {
        become { copy(shownWords = emptyList(), digits = "", line = "") }
        app.on(AppEvent.Opened)
    }

    private fun cancel() {
        joining?.cancel()
        joining = null
        become { copy(passphrase = "", words = "", line = "", digits = "") }
        // Words that were shown belong to a journal that is there: going back does not undo it.
        if (now.step == StartStep.Words) finish() else become { copy(step = StartStep.Welcome) }
    }
}
