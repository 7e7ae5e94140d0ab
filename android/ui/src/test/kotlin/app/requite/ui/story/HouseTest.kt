/**
 * What keeps the journal in order: settings, new words, a device that is removed, a journal that comes back by its words, what today
 * asks.
 */
package app.requite.ui.story

import app.requite.engine.NewPromise
import app.requite.ui.Act
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.StartStep
import app.requite.ui.capture.CaptureEvent
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.devices.DevicesEvent
import app.requite.ui.devices.DevicesViewModel
import app.requite.ui.people.PeopleEvent
import app.requite.ui.people.PeopleViewModel
import app.requite.ui.pretend.PASSPHRASE
import app.requite.ui.pretend.open
import app.requite.ui.pretend.paired
import app.requite.ui.pretend.shown
import app.requite.ui.pretend.story
import app.requite.ui.pretend.sync
import app.requite.ui.pretend.until
import app.requite.ui.settings.SettingsEvent
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.start.StartEvent
import app.requite.ui.sync.SyncEvent
import app.requite.ui.sync.SyncViewModel
import app.requite.ui.today.TodayEvent
import app.requite.ui.today.TodayViewModel
import java.time.LocalDate
import java.time.ZoneId
import java.time.ZoneOffset
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class HouseTest {
    @Test
    fun `settings of the journal and of this phone are there afterwards`() = story {
        val phone = begun()
        val settings = SettingsViewModel(phone.app)
        open(settings) {
            until(settings) { it.phase == Phase.Ready }
            assertEquals(30, settings.state.value.lockAfterSeconds)
            settings.on(SettingsEvent.LocaleChosen("es"))
            until(settings) { it.locale == "es" }
            settings.on(SettingsEvent.WeekStartChosen("sunday"))
            until(settings) { it.weekStart == "sunday" }
            settings.on(SettingsEvent.HalfLifeChosen("365"))
            until(settings) { it.halfLifeDays == 365 }
            settings.on(SettingsEvent.DiscreetChosen(true))
            until(settings) { it.discreet }
            settings.on(SettingsEvent.HalfLifeChosen("100"))
            until(settings) { it.error != null }
            assertEquals(365, settings.state.value.halfLifeDays, "what is not possible changes nothing")
            settings.on(SettingsEvent.LockAfterChosen(-5))
            assertEquals(0, settings.state.value.lockAfterSeconds)
        }
        val again = shown(SettingsViewModel(phone.app)) { it.phase == Phase.Ready }
        assertEquals("es", again.locale)
        assertEquals(0, again.lockAfterSeconds)
    }

    @Test
    fun `what was refused stays told when something else is read`() = story {
        val phone = begun()
        val settings = SettingsViewModel(phone.app)
        open(settings) {
            until(settings) { it.phase == Phase.Ready }
            settings.on(SettingsEvent.HalfLifeChosen("100"))
            val refused = until(settings) { it.error != null }
            // As it comes from the tablet.
            phone.bridge.act("care.changeSetting") { it.care().changeSetting("week_start", "sunday") }
            assertEquals(refused.error, until(settings) { it.weekStart == "sunday" }.error)
            settings.on(SettingsEvent.HalfLifeChosen("365"))
            assertNull(until(settings) { it.halfLifeDays == 365 }.error)
        }
    }

    @Test
    fun `new words are shown once and only for the passphrase`() = story {
        val phone = begun()
        val settings = SettingsViewModel(phone.app)
        settings.on(SettingsEvent.PassphraseChanged("wrong"))
        settings.on(SettingsEvent.WordsAsked)
        val refused = until(settings) { it.error != null }
        assertEquals("wrong_passphrase", refused.error)
        assertEquals("", refused.passphrase)
        settings.on(SettingsEvent.PassphraseChanged(PASSPHRASE))
        settings.on(SettingsEvent.WordsAsked)
        val told = until(settings) { it.passphrase.isEmpty() && it.newWords != null }
        assertNull(told.error)
        assertEquals(24, told.newWords?.size)
        settings.on(SettingsEvent.WordsKept)
        assertNull(settings.state.value.newWords)
    }

    @Test
    fun `a journal comes back by its words`() = story {
        val relay = relay()
        val phone = phone()
        phone.start.on(StartEvent.StepChosen(StartStep.Create))
        phone.start.on(StartEvent.PassphraseChanged(PASSPHRASE))
        phone.start.on(StartEvent.Confirmed)
        val words = until(phone.start) { it.step == StartStep.Words && !it.busy }.shownWords.joinToString(" ")
        phone.start.on(StartEvent.WordsKept)
        phone.write("Before it was lost.")
        phone.sync(relay)
        val found = phone("new phone")
        found.start.on(StartEvent.StepChosen(StartStep.Restore))
        found.start.on(StartEvent.PassphraseChanged("another passphrase"))
        found.start.on(StartEvent.RelayChanged(relay.url))
        found.start.on(StartEvent.WordsChanged(words))
        found.start.on(StartEvent.Confirmed)
        until(found.app) { it.route == Route.Today }
        assertEquals("", until(found.start) { !it.busy }.words)
        found.sync(relay)
        assertEquals(listOf("Before it was lost."), found.lines())
    }

    @Test
    fun `a device is removed after asking twice`() = story {
        val pair = paired()
        val devices = DevicesViewModel(pair.phone.app)
        open(devices) {
            val tablet = until(devices) { it.devices.size == 2 }.devices.single { !it.`this` }
            assertNotNull(tablet.newUntilMs, "a newcomer is pointed out")
            devices.on(DevicesEvent.RemoveAsked(tablet.id))
            devices.on(DevicesEvent.RemoveCancelled)
            devices.on(DevicesEvent.RemoveConfirmed)
            until(devices) { it.removing == null && !it.busy }
            assertNull(devices.state.value.devices.single { !it.`this` }.revokedMs)
            devices.on(DevicesEvent.RemoveAsked(tablet.id))
            devices.on(DevicesEvent.RemoveConfirmed)
            until(devices) { all -> all.devices.any { it.revokedMs != null } && !all.busy }
        }
        pair.phone.write("After it was removed.")
        pair.phone.sync(pair.relay)
        val sync = SyncViewModel(pair.tablet.app)
        sync.on(SyncEvent.RelayChanged(pair.relay.url))
        sync.on(SyncEvent.SyncAsked)
        assertEquals("relay_refused", until(sync) { !it.running && it.error != null }.error)
        assertEquals(emptyList<String>(), pair.tablet.lines())
    }

    @Test
    fun `a relay that is away is said and everything is saved`() = story {
        val phone = begun()
        phone.write("Saved all the same.")
        val sync = SyncViewModel(phone.app)
        for (relay in listOf("http://127.0.0.1:1", "nonsense")) {
            sync.on(SyncEvent.RelayChanged(relay))
            sync.on(SyncEvent.SyncAsked)
            until(sync) { !it.running && it.error != null }
        }
        assertTrue(sync.state.value.waiting > 0uL)
        assertEquals(listOf("Saved all the same."), phone.lines())
    }

    @Test
    fun `what today asks is answered or put off until the next unlock`() = story {
        val phone = begun()
        val sheet = CaptureViewModel(phone.app, CaptureMode.Care)
        sheet.on(CaptureEvent.LineChanged("A walk"))
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.saved != null }
        val today = TodayViewModel(phone.app)
        open(today) {
            until(today) { it.phase != Phase.Loading && it.care != null }
            today.on(TodayEvent.Dismissed("care"))
            assertNull(today.state.value.care)
            phone.write("Something else changes.")
            until(today) { it.phase == Phase.Ready }
            assertNull(today.state.value.care, "put off is put off")
            today.on(TodayEvent.CaptureChosen(CaptureMode.Felt))
            assertEquals(Place(Route.Capture, CaptureMode.Felt.name), phone.app.place)
        }
    }

    @Test
    fun `a promise whose day has come is answered, and the answer can be taken back`() = story {
        val phone = begun()
        val people = PeopleViewModel(phone.app)
        people.on(PeopleEvent.Added("Noa"))
        until(people) { it.undoable != null }
        val day = LocalDate.now(ZoneId.of(phone.clock.zone)).toString()
        phone.bridge.act("evidence.addPromise") {
            it.evidence().addPromise(NewPromise(person = "Noa", text = "To call.", due = day))
        }
        val today = TodayViewModel(phone.app)
        open(today) {
            val due = until(today) { it.due.size == 1 }.due.single()
            assertEquals("To call.", due.text)
            today.on(TodayEvent.PromiseAnswered(due.id, "kept"))
            until(today) { it.due.isEmpty() && it.undoable?.what == Act.Promise }
            today.on(TodayEvent.Undone)
            until(today) { it.due.size == 1 }
        }
    }

    @Test
    fun `a sealed note opens on its day and stays open for as long as it is looked at`() = story {
        val phone = begun()
        val day = LocalDate.now(ZoneId.of(phone.clock.zone))
        phone.bridge.act("peace.sealNote") { it.peace().sealNote("To me, tomorrow.", day.plusDays(1).toString()) }
        // A day later, by the clock that the engine is given.
        val later = day.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli()
        phone.bridge.ask("holdClock") { it.holdClock(later) }
        val today = TodayViewModel(phone.app)
        open(today) {
            val note = until(today) { it.notes.size == 1 }.notes.single()
            assertNull(note.text, "closed until it is asked for")
            today.on(TodayEvent.NoteOpened(note.id))
            until(today) { all -> all.notes.singleOrNull()?.text == "To me, tomorrow." }
            phone.write("Something else changes.")
            until(today) { it.phase == Phase.Ready && it.date == day.plusDays(1).toString() }
            assertEquals("To me, tomorrow.", today.state.value.notes.single().text)
        }
    }
}
