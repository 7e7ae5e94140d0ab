/** A phone without a phone: the real engine on real files, with a clock that is turned by hand and a vault of software. */
package app.requite.ui.pretend

import app.requite.ui.Platform
import app.requite.ui.PreferenceKey
import app.requite.ui.Route
import app.requite.ui.StartStep
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Bridge
import app.requite.ui.start.StartEvent
import app.requite.ui.start.StartViewModel
import app.requite.ui.timeline.TimelineViewModel
import app.requite.ui.today.TodayEvent
import app.requite.ui.today.TodayViewModel
import app.requite.ui.unlock.UnlockEvent
import app.requite.ui.unlock.UnlockViewModel
import app.requite.ui.Phase
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope

const val PASSPHRASE = "a passphrase of Mia's"

/** A phone, and the app on it as it is after a start. */
class Phone(val folder: Path, name: String, private val scope: CoroutineScope) {
    val clock = HandClock()
    val vault = SoftVault()
    val preferences = MemoryPreferences()
    val background = CountedBackground()
    val cover = SeenCover()
    val app = AppViewModel(
        Bridge(Platform("$folder/journal", vault, clock, preferences, background, cover), scope),
    )
    val start = StartViewModel(app, name)
    val bridge get() = app.bridge

    /** The first minutes, as somebody goes through them. */
    suspend fun begin() {
        start.on(StartEvent.StepChosen(StartStep.Create))
        start.on(StartEvent.PassphraseChanged(PASSPHRASE))
        start.on(StartEvent.Confirmed)
        until(start) { !it.busy }
        start.on(StartEvent.WordsKept)
        until(app) { it.route == Route.Today }
    }

    /** The app again on the same files, as after the death of its process. */
    fun again(): Phone {
        bridge.shutDown()
        val phone = Phone(folder, "phone", scope)
        for (key in PreferenceKey.entries) phone.preferences.set(key, preferences.text(key))
        return phone
    }

    /** Opens the journal by its passphrase. */
    suspend fun unlock() {
        val door = UnlockViewModel(app)
        door.on(UnlockEvent.PassphraseChanged(PASSPHRASE))
        door.on(UnlockEvent.Unlocked)
        until(door) { !it.busy }
    }

    /** Writes a line as somebody does today. */
    suspend fun write(line: String) {
        val today = TodayViewModel(app)
        today.on(TodayEvent.LineChanged(line))
        today.on(TodayEvent.LineSaved)
        until(today) { !it.saving && (it.line.isEmpty() || it.error != null) }
    }

    /** The first words of everything on the timeline, newest first. */
    suspend fun lines(): List<String> =
        shown(TimelineViewModel(app, null)) { it.phase != Phase.Loading }.cards.map { it.excerpt }
}
