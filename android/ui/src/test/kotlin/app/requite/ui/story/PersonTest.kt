/** Somebody's page and the list of people: both sides counted alike, every number with its notes, out of sight when wished. */
package app.requite.ui.story

import app.requite.engine.Direction
import app.requite.engine.Including
import app.requite.engine.NewPromise
import app.requite.ui.CaptureMode
import app.requite.ui.PersonTab
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.capture.CaptureEvent
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.people.PeopleEvent
import app.requite.ui.people.PeopleViewModel
import app.requite.ui.person.PersonEvent
import app.requite.ui.person.PersonViewModel
import app.requite.ui.pretend.Phone
import app.requite.ui.pretend.open
import app.requite.ui.pretend.shown
import app.requite.ui.pretend.story
import app.requite.ui.pretend.until
import app.requite.ui.timeline.TimelineEvent
import app.requite.ui.timeline.TimelineViewModel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class PersonTest {
    @Test
    fun `the picture shows both sides and each number opens its notes`() = story {
        val phone = begun()
        val id = noa(phone)
        val sheet = CaptureViewModel(phone.app, CaptureMode.Moment)
        for (direction in listOf(Direction.THEM, Direction.ME)) {
            sheet.on(CaptureEvent.PersonChosen(id))
            sheet.on(CaptureEvent.KindChosen("care_act"))
            sheet.on(CaptureEvent.DirectionChosen(direction))
            val before = phone.bridge.acts
            sheet.on(CaptureEvent.Saved)
            until(sheet) { (it.saved?.act ?: 0) > before }
            sheet.on(CaptureEvent.PersonChosen(id))
        }
        val page = PersonViewModel(phone.app, id)
        open(page) {
            val ready = until(page) { it.phase == Phase.Ready }
            assertEquals("Noa", ready.name)
            val care = ready.picture?.measures.orEmpty().single { it.id == "care" }
            assertFalse(care.sentences.isEmpty(), "the bars have words")
            assertFalse(care.pairs.isEmpty())
            page.on(PersonEvent.WhyOpened("care"))
            val why = until(page) { it.why != null }.why
            val notes = why?.let { it.them + it.me }.orEmpty()
            assertEquals(2, notes.map { it.id }.toSet().size, "the two moments that were counted")
            page.on(PersonEvent.WhyClosed)
            assertNull(page.state.value.why)
            page.on(PersonEvent.TabChosen(PersonTab.Timeline))
            until(page) { it.timeline.size == 2 }
            page.on(PersonEvent.NoteChanged("Likes tea."))
            page.on(PersonEvent.NoteSaved)
            until(page) { it.noteSaved && it.note == "Likes tea." }
            page.on(PersonEvent.Opened(notes.first().id))
            assertEquals(Place(Route.Write, notes.first().id), phone.app.place)
        }
        val again = shown(PersonViewModel(phone.app, id)) { it.phase == Phase.Ready }
        assertEquals("Likes tea.", again.note)
    }

    @Test
    fun `quiet and not safe are said on the page and can be taken back there`() = story {
        val phone = begun()
        val id = noa(phone)
        val page = PersonViewModel(phone.app, id)
        open(page) {
            val before = until(page) { it.phase != Phase.Loading }
            assertFalse(before.quiet || before.isUnsafe)
            page.on(PersonEvent.Quieted)
            until(page) { it.quiet }
            page.on(PersonEvent.MarkedUnsafe)
            until(page) { it.isUnsafe }
            page.on(PersonEvent.UnmarkedUnsafe)
            until(page) { !it.isUnsafe }
            page.on(PersonEvent.Unquieted)
            until(page) { !it.quiet }
            assertNull(page.state.value.error)
        }
    }

    @Test
    fun `a promise is answered on the page, and what is needed and held is there`() = story {
        val phone = begun()
        val id = noa(phone)
        phone.bridge.act("evidence.addPromise") {
            it.evidence().addPromise(NewPromise(person = id, text = "To call on Sunday."))
        }
        val page = PersonViewModel(phone.app, id)
        open(page) {
            until(page) { it.phase != Phase.Loading }
            page.on(PersonEvent.TabChosen(PersonTab.Promises))
            val promise = until(page) { it.promises.size == 1 }.promises.single()
            page.on(PersonEvent.PromiseAnswered(promise.id, "kept"))
            until(page) { all -> all.promises.map { it.outcome } == listOf("kept") }
            page.on(PersonEvent.TabChosen(PersonTab.Needs))
            assertTrue(until(page) { it.tab == PersonTab.Needs }.error == null)
        }
    }

    @Test
    fun `out of sight is out of the list until it is asked for, and can be taken back`() = story {
        val phone = begun()
        val id = noa(phone)
        val people = PeopleViewModel(phone.app)
        open(people) {
            until(people) { it.people.size == 1 }
            people.on(PeopleEvent.Quieted(id))
            until(people) { it.people.isEmpty() && it.undoable != null }
            people.on(PeopleEvent.IncludingChosen(Including.QUIET))
            until(people) { all -> all.people.map { it.flags } == listOf(listOf("quiet")) }
            people.on(PeopleEvent.Unquieted(id))
            until(people) { all -> all.people.map { it.flags } == listOf(emptyList<String>()) }
            people.on(PeopleEvent.QueryChanged("zz"))
            assertEquals(emptyList<Any>(), people.state.value.people)
            people.on(PeopleEvent.QueryChanged(" nÓ"))
            assertEquals(listOf("Noa"), people.state.value.people.map { it.title }, "without accents and capitals")
        }
    }

    @Test
    fun `the timeline can be of one person alone`() = story {
        val phone = begun()
        val id = noa(phone)
        phone.write("About nobody.")
        val sheet = CaptureViewModel(phone.app, CaptureMode.Moment)
        sheet.on(CaptureEvent.PersonChosen(id))
        sheet.on(CaptureEvent.KindChosen("kind_word"))
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.saved != null }
        val timeline = TimelineViewModel(phone.app, null)
        open(timeline) {
            until(timeline) { it.cards.size == 2 }
            timeline.on(TimelineEvent.PersonChosen("Noa"))
            until(timeline) { all -> all.cards.map { it.people } == listOf(listOf("Noa")) }
            timeline.on(TimelineEvent.PersonChosen(null))
            until(timeline) { it.cards.size == 2 }
            timeline.on(TimelineEvent.KindChosen("entry"))
            until(timeline) { all -> all.cards.map { it.kind } == listOf("entry") }
        }
    }

    private suspend fun noa(phone: Phone): String {
        val people = PeopleViewModel(phone.app)
        people.on(PeopleEvent.Added("Noa"))
        until(people) { it.undoable != null }
        return shown(PeopleViewModel(phone.app)) { it.people.isNotEmpty() }.people.single().id
    }
}
