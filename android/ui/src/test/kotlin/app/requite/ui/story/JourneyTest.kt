/**
 * Mia's phone and Mia's tablet, through the view models alone: the first start, a line, the second device, what each sees of the
 * other, a place that both changed, the lock.
 */
package app.requite.ui.story

import app.requite.engine.Membership
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.StartStep
import app.requite.ui.app.AppEvent
import app.requite.ui.devices.DevicesEvent
import app.requite.ui.devices.DevicesViewModel
import app.requite.ui.pretend.PASSPHRASE
import app.requite.ui.pretend.invite
import app.requite.ui.pretend.open
import app.requite.ui.pretend.paired
import app.requite.ui.pretend.shown
import app.requite.ui.pretend.story
import app.requite.ui.pretend.sync
import app.requite.ui.pretend.until
import app.requite.ui.settings.SettingsEvent
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.start.StartEvent
import app.requite.ui.sync.SyncViewModel
import app.requite.ui.timeline.TimelineViewModel
import app.requite.ui.today.TodayEvent
import app.requite.ui.today.TodayViewModel
import app.requite.ui.unlock.UnlockEvent
import app.requite.ui.unlock.UnlockViewModel
import app.requite.ui.write.WriteEvent
import app.requite.ui.write.WriteViewModel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

class JourneyTest {
    @Test
    fun `the first start shows twenty-four words once and opens today`() = story {
        val phone = phone()
        assertEquals(Route.Start, phone.app.state.value.route)
        phone.start.on(StartEvent.StepChosen(StartStep.Create))
        phone.start.on(StartEvent.Confirmed)
        until(phone.start) { it.error != null && !it.busy }
        assertEquals(StartStep.Create, phone.start.state.value.step, "without a passphrase there is no journal")
        phone.start.on(StartEvent.PassphraseChanged(PASSPHRASE))
        phone.start.on(StartEvent.Confirmed)
        val made = until(phone.start) { it.step == StartStep.Words && !it.busy }
        assertEquals(24, made.shownWords.size)
        assertEquals("", made.passphrase)
        phone.start.on(StartEvent.WordsKept)
        assertEquals(emptyList<String>(), phone.start.state.value.shownWords)
        assertEquals(Route.Today, phone.app.state.value.route)
        assertFalse(phone.app.state.value.locked)
    }

    @Test
    fun `a line of today is on the timeline and can be taken back`() = story {
        val phone = begun()
        val today = TodayViewModel(phone.app)
        val timeline = TimelineViewModel(phone.app, null)
        open(timeline) {
            open(today) {
                until(today) { it.phase == Phase.Empty }
                until(timeline) { it.phase == Phase.Empty }
                today.on(TodayEvent.LineChanged("The first snow."))
                today.on(TodayEvent.LineSaved)
                until(timeline) { all -> all.cards.map { it.excerpt } == listOf("The first snow.") }
                val saved = until(today) { it.phase == Phase.Ready && it.undoable != null }
                assertEquals("", saved.line)
                today.on(TodayEvent.Undone)
                until(timeline) { it.cards.isEmpty() }
                assertNull(today.state.value.undoable)
            }
        }
    }

    @Test
    fun `the offer to take back goes after ten seconds and with the next act`() = story {
        val phone = begun()
        val today = TodayViewModel(phone.app)
        today.on(TodayEvent.LineChanged("One."))
        today.on(TodayEvent.LineSaved)
        until(today) { it.undoable != null }
        // Another act elsewhere: taking back would take back that one, so nothing is taken back.
        phone.write("Two.")
        today.on(TodayEvent.Undone)
        until(today) { it.undoable == null }
        today.on(TodayEvent.LineChanged("Three."))
        today.on(TodayEvent.LineSaved)
        until(today) { it.undoable != null }
        phone.clock.turn(seconds = 10)
        until(today) { it.undoable == null }
        assertEquals(setOf("One.", "Two.", "Three."), phone.lines().toSet())
    }

    @Test
    fun `two phones pair and see each other's words without asking`() = story {
        val pair = paired()
        val there = TimelineViewModel(pair.tablet.app, null)
        open(there) {
            until(there) { it.phase != Phase.Loading }
            pair.phone.write("Snow on the phone.")
            pair.meet()
            until(there) { all -> all.cards.any { it.excerpt == "Snow on the phone." } }
        }
        pair.tablet.write("Rain on the tablet.")
        pair.meet()
        assertEquals(setOf("Snow on the phone.", "Rain on the tablet."), pair.phone.lines().toSet())
        val sync = shown(SyncViewModel(pair.phone.app)) { it.phase == Phase.Ready }
        assertEquals(2, sync.devices.size)
        assertEquals(Membership.MEMBER, sync.membership)
        assertEquals(0uL, sync.waiting)
    }

    @Test
    fun `wrong digits let nobody in`() = story {
        val relay = relay()
        val phone = begun()
        val tablet = phone("tablet")
        phone.sync(relay)
        val devices = DevicesViewModel(phone.app)
        devices.invite(tablet)
        val wrong = if (tablet.start.state.value.digits == "000000") "111111" else "000000"
        devices.on(DevicesEvent.DigitsChanged(wrong))
        devices.on(DevicesEvent.Confirmed)
        val refused = until(devices) { it.error != null && !it.busy }
        assertEquals("wrong_digits", refused.error)
        assertNull(refused.line)
        val there = until(tablet.start) { it.error != null && !it.busy }
        assertEquals(StartStep.Join, there.step)
        assertEquals(Route.Start, tablet.app.state.value.route)
    }

    @Test
    fun `an invitation and a joining that are given up leave both where they were`() = story {
        val relay = relay()
        val phone = begun()
        val tablet = phone("tablet")
        phone.sync(relay)
        val devices = DevicesViewModel(phone.app)
        devices.invite(tablet)
        tablet.start.on(StartEvent.Cancelled)
        val gone = until(tablet.start) { !it.busy }
        assertEquals(StartStep.Welcome, gone.step)
        assertEquals("", gone.passphrase)
        devices.on(DevicesEvent.Cancelled)
        val alone = devices.state.value
        assertNull(alone.line)
        assertNull(alone.error)
        devices.invite(tablet)
        assertEquals("tablet", devices.state.value.newcomer, "and both can begin again")
    }

    @Test
    fun `a place that both changed is marked and the mark goes on both`() = story {
        val pair = paired()
        pair.phone.write("We met at noon.")
        pair.meet()
        val id = pair.only()
        val here = WriteViewModel(pair.phone.app, id)
        val there = WriteViewModel(pair.tablet.app, id)
        open(here) {
            open(there) {
                until(here) { it.phase == Phase.Ready }
                until(there) { it.phase == Phase.Ready }
                here.on(WriteEvent.BodyChanged("We met at one."))
                here.on(WriteEvent.Saved)
                there.on(WriteEvent.BodyChanged("We met at two."))
                there.on(WriteEvent.Saved)
                until(here) { it.saved && it.body.endsWith("one.") }
                until(there) { it.saved && it.body.endsWith("two.") }
                pair.meet()
                val mark = until(here) { it.marks.isNotEmpty() && it.merged }.marks.first()
                until(there) { it.marks.isNotEmpty() }
                assertEquals(here.state.value.body, there.state.value.body)
                here.on(WriteEvent.MarkOpened(mark.id))
                assertEquals(mark.id, here.state.value.openMark?.id)
                here.on(WriteEvent.MarkCleared(mark.id))
                until(here) { it.marks.isEmpty() && it.openMark == null }
                pair.meet()
                until(there) { it.marks.isEmpty() }
            }
        }
    }

    @Test
    fun `locked, nothing is shown and the right passphrase opens again`() = story {
        val phone = begun()
        phone.write("Before.")
        SettingsViewModel(phone.app).on(SettingsEvent.LockAsked)
        val locked = until(phone.app) { it.locked && !it.covered }
        assertEquals(Route.Unlock, locked.route)
        assertEquals(emptyList<Any>(), locked.routes)
        phone.app.on(AppEvent.Went(Route.Timeline))
        assertEquals(Route.Unlock, phone.app.state.value.route, "no way round the door")
        val behind = shown(TimelineViewModel(phone.app, null)) { it.phase != Phase.Loading }
        assertEquals(Phase.Failed, behind.phase)
        assertEquals("locked", behind.error)
        assertEquals(emptyList<Any>(), behind.cards)
        val door = UnlockViewModel(phone.app)
        door.on(UnlockEvent.PassphraseChanged("wrong"))
        door.on(UnlockEvent.NoteChanged("Seen from outside."))
        door.on(UnlockEvent.Unlocked)
        val refused = until(door) { it.error != null && !it.busy }
        assertEquals("wrong_passphrase", refused.error)
        assertEquals("", refused.passphrase)
        assertEquals("Seen from outside.", refused.note)
        door.on(UnlockEvent.PassphraseChanged(PASSPHRASE))
        door.on(UnlockEvent.Unlocked)
        until(phone.app) { it.route == Route.Today }
        assertEquals("", door.state.value.note)
        assertEquals(setOf("Before.", "Seen from outside."), phone.lines().toSet())
    }
}
