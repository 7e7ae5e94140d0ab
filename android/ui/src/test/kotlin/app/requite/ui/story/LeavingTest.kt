/** What becomes of the app when it is left: covered at once, what is typed kept, files let go of, locked in time; no write lost. */
package app.requite.ui.story

import app.requite.ui.CaptureMode
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppEvent
import app.requite.ui.bridge.Refresh
import app.requite.ui.capture.CaptureEvent
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.person.PersonEvent
import app.requite.ui.person.PersonViewModel
import app.requite.ui.pretend.Phone
import app.requite.ui.pretend.paired
import app.requite.ui.pretend.settled
import app.requite.ui.pretend.story
import app.requite.ui.pretend.sync
import app.requite.ui.pretend.until
import app.requite.ui.settings.SettingsEvent
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.today.TodayEvent
import app.requite.ui.today.TodayViewModel
import app.requite.ui.write.WriteEvent
import app.requite.ui.write.WriteViewModel
import java.io.File
import java.nio.file.Files
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class LeavingTest {
    @Test
    fun `left it is covered at once and holds no file`() = story {
        val phone = begun()
        assertNotEquals(0, held(phone), "an open journal holds its files")
        phone.app.on(AppEvent.Backgrounded)
        assertTrue(phone.app.state.value.covered, "before anything else is done")
        assertEquals(listOf("cover"), phone.cover.seen)
        settled { phone.background.asked == 1 }
        assertEquals(0, held(phone))
        phone.app.on(AppEvent.Foregrounded)
        val back = until(phone.app) { !it.covered }
        assertEquals(listOf("cover", "uncover"), phone.cover.seen)
        assertFalse(back.locked)
    }

    @Test
    fun `what is typed when the app is left is kept`() = story {
        val phone = begun()
        val today = TodayViewModel(phone.app)
        val entry = WriteViewModel(phone.app, "")
        val sheet = CaptureViewModel(phone.app, CaptureMode.Moment)
        sheet.on(CaptureEvent.LineChanged("Half a moment"))
        today.on(TodayEvent.LineChanged("Half a line"))
        entry.on(WriteEvent.BodyChanged("Half an entry"))
        phone.app.on(AppEvent.Backgrounded)
        settled { phone.background.asked == 1 }
        val after = again(phone)
        after.unlock()
        assertEquals(setOf("Half a line", "Half an entry", "Half a moment"), after.lines().toSet())
    }

    @Test
    fun `what is typed when the app is locked by hand is kept`() = story {
        val phone = begun()
        val sheet = CaptureViewModel(phone.app, CaptureMode.Felt)
        sheet.on(CaptureEvent.LineChanged("Half a feeling"))
        SettingsViewModel(phone.app).on(SettingsEvent.LockAsked)
        until(phone.app) { it.locked && !it.covered }
        phone.unlock()
        assertEquals(listOf("Half a feeling"), phone.lines())
    }

    @Test
    fun `going back keeps what is typed, and stays where it cannot be kept`() = story {
        val phone = begun()
        phone.app.go(Place(Route.Write, ""))
        val entry = WriteViewModel(phone.app, "")
        entry.on(WriteEvent.BodyChanged("Typed, then back"))
        phone.app.on(AppEvent.Back)
        until(phone.app) { it.route == Route.Today }
        assertEquals(listOf("Typed, then back"), phone.lines())
        phone.app.go(Place(Route.Person, "nobody"))
        val page = PersonViewModel(phone.app, "nobody")
        page.on(PersonEvent.NoteChanged("About nobody."))
        phone.app.on(AppEvent.Back)
        until(page) { it.error != null }
        assertEquals(Route.Person, phone.app.state.value.route, "words that are nowhere else stay on the screen")
        assertEquals("About nobody.", page.state.value.note)
    }

    @Test
    fun `what is written while the files are let go is there afterwards`() = story {
        val phone = begun()
        val writers = (0 until 16).map { number ->
            TodayViewModel(phone.app).also { it.on(TodayEvent.LineChanged("Line $number.")) }
        }
        writers.take(8).forEach { it.on(TodayEvent.LineSaved) }
        phone.app.on(AppEvent.Backgrounded)
        writers.drop(8).forEach { it.on(TodayEvent.LineSaved) }
        settled { phone.background.asked == 1 }
        // Asked for behind the barrier: it waits, and its words stay where they were typed.
        val late = TodayViewModel(phone.app)
        late.on(TodayEvent.LineChanged("Late."))
        late.on(TodayEvent.LineSaved)
        until(late) { it.saving }
        assertEquals(0, held(phone))
        assertEquals("Late.", late.state.value.line)
        phone.app.on(AppEvent.Foregrounded)
        for (writer in writers + late) until(writer) { !it.saving && it.line.isEmpty() }
        val lines = phone.lines()
        assertEquals((0 until 16).map { "Line $it." }.toSet() + "Late.", lines.toSet())
        assertEquals(17, lines.size)
    }

    @Test
    fun `away for long it is locked, whether the process ran or not`() = story {
        for (asleep in listOf(false, true)) {
            val phone = begun()
            phone.write("Before.")
            phone.app.on(AppEvent.Backgrounded)
            settled { phone.background.asked == 1 }
            if (asleep) {
                phone.clock.turnAsleep(seconds = 31)
            } else {
                yield()
                phone.clock.turn(seconds = 31)
                until(phone.app) { it.locked }
            }
            phone.app.on(AppEvent.Foregrounded)
            val back = until(phone.app) { !it.covered }
            assertTrue(back.locked)
            assertEquals(Route.Unlock, back.route)
            phone.unlock()
            assertEquals(listOf("Before."), phone.lines())
        }
    }

    @Test
    fun `back in time it is open and where it was`() = story {
        val phone = begun()
        phone.app.on(AppEvent.Went(Route.People))
        phone.app.on(AppEvent.Backgrounded)
        settled { phone.background.asked == 1 }
        phone.clock.turnAsleep(seconds = 29)
        phone.app.on(AppEvent.Foregrounded)
        val back = until(phone.app) { !it.covered }
        assertFalse(back.locked)
        assertEquals(Route.People, back.route)
        phone.app.on(AppEvent.Back)
        until(phone.app) { it.route == Route.Today }
    }

    @Test
    fun `set to lock at once it is locked before it is left`() = story {
        val phone = begun()
        SettingsViewModel(phone.app).on(SettingsEvent.LockAfterChosen(0))
        val today = TodayViewModel(phone.app)
        today.on(TodayEvent.LineChanged("Typed."))
        phone.app.on(AppEvent.Backgrounded)
        until(phone.app) { it.locked }
        assertEquals(0, held(phone))
        phone.app.on(AppEvent.Foregrounded)
        until(phone.app) { !it.covered }
        phone.unlock()
        assertEquals(listOf("Typed."), phone.lines())
    }

    @Test
    fun `a refresh meets the others and lets go when its time is over`() = story {
        val pair = paired()
        pair.tablet.write("Rain on the tablet.")
        pair.tablet.sync(pair.relay)
        pair.phone.app.on(AppEvent.Backgrounded)
        settled { pair.phone.background.asked == 1 }
        assertTrue(Refresh(pair.phone.bridge).run())
        assertEquals(0, held(pair.phone), "the barrier stands again")
        pair.phone.app.on(AppEvent.Foregrounded)
        until(pair.phone.app) { !it.covered }
        assertEquals(listOf("Rain on the tablet."), pair.phone.lines())
    }

    @Test
    fun `a refresh whose time is over holds no file and loses nothing`() = story {
        val pair = paired()
        for (number in 0 until 20) pair.phone.write("Line $number.")
        pair.phone.app.on(AppEvent.Backgrounded)
        settled { pair.phone.background.asked == 1 }
        // Over before it began, as it began, and further on each time.
        for (turns in 0 until 12) coroutineScope {
            val refresh = Refresh(pair.phone.bridge)
            val running = async { refresh.run() }
            repeat(turns) { yield() }
            refresh.expire()
            assertEquals(0, held(pair.phone), "the system may stop the app now: $turns")
            running.await()
            assertEquals(0, held(pair.phone))
        }
        pair.phone.app.on(AppEvent.Foregrounded)
        until(pair.phone.app) { !it.covered }
        pair.meet()
        val here = pair.phone.lines()
        assertEquals(20, here.size)
        assertEquals(here.toSet(), pair.tablet.lines().toSet())
    }

    @Test
    fun `a locked phone is refreshed by what nobody can read`() = story {
        val pair = paired()
        val settings = SettingsViewModel(pair.phone.app)
        settings.on(SettingsEvent.VaultChosen(true))
        until(settings) { it.vaultKept }
        pair.tablet.write("While you slept.")
        pair.tablet.sync(pair.relay)
        pair.phone.app.on(AppEvent.Locked)
        until(pair.phone.app) { it.locked }
        val refresh = Refresh(pair.phone.bridge)
        assertTrue(refresh.run())
        assertEquals(0, held(pair.phone))
        refresh.expire()
        pair.phone.unlock()
        assertEquals(listOf("While you slept."), pair.phone.lines(), "read at the door, without any relay")
    }

    @Test
    fun `a locked phone without a vault is left alone`() = story {
        val pair = paired()
        pair.phone.app.on(AppEvent.Locked)
        until(pair.phone.app) { it.locked }
        assertFalse(Refresh(pair.phone.bridge).run())
        assertEquals(0, held(pair.phone))
    }

    /** How many files of its journal this process holds open. */
    private fun held(phone: Phone): Int {
        val open = File("/proc/self/fd").listFiles().orEmpty()
        // One may be closed between being listed and being read.
        val paths = open.mapNotNull { runCatching { Files.readSymbolicLink(it.toPath()).toString() }.getOrNull() }
        return paths.count { it.startsWith("${phone.folder}/journal/") }
    }
}
