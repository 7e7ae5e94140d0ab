/** Writing: kept as it is typed, merged live, nothing taken from under somebody's hands; noting something in a few seconds. */
package app.requite.ui.story

import app.requite.ui.Act
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.capture.CaptureEvent
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.pretend.open
import app.requite.ui.pretend.paired
import app.requite.ui.pretend.shown
import app.requite.ui.pretend.story
import app.requite.ui.pretend.until
import app.requite.ui.search.SearchEvent
import app.requite.ui.search.SearchViewModel
import app.requite.ui.timeline.TimelineViewModel
import app.requite.ui.write.WriteEvent
import app.requite.ui.write.WriteViewModel
import app.requite.ui.write.rebased
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class WritingTest {
    @Test
    fun `an entry is kept a second after the last key`() = story {
        val phone = begun()
        val entry = WriteViewModel(phone.app, "")
        entry.on(WriteEvent.TitleChanged("Snow"))
        for (text in listOf("T", "Th", "The first snow.")) entry.on(WriteEvent.BodyChanged(text))
        assertFalse(entry.state.value.saved)
        yield()
        phone.clock.turn(seconds = 1)
        val first = until(entry) { it.saved && it.id.isNotEmpty() }
        assertEquals("Snow", first.title)
        entry.on(WriteEvent.BodyChanged("The first snow. And ice."))
        yield()
        phone.clock.turn(seconds = 1)
        until(entry) { it.saved }
        assertFalse(entry.state.value.merged, "nothing came from elsewhere")
        entry.on(WriteEvent.VersionsOpened)
        val oldest = until(entry) { it.versions?.size == 2 }.versions.orEmpty().last()
        entry.on(WriteEvent.VersionRestored(oldest.id))
        until(entry) { it.versions == null && it.body == "The first snow." }
        entry.on(WriteEvent.Undone)
        until(entry) { it.body == "The first snow. And ice." && it.undoable == null }
        entry.on(WriteEvent.Trashed)
        until(entry) { it.undoable?.what == Act.Trashed }
        assertFalse(entry.state.value.merged, "what was taken back here has not come from elsewhere")
        assertEquals(emptyList<String>(), phone.lines())
        entry.on(WriteEvent.Undone)
        until(entry) { it.undoable == null }
        val back = shown(TimelineViewModel(phone.app, null)) { it.cards.isNotEmpty() }
        assertEquals(listOf(first.id), back.cards.map { it.id })
    }

    @Test
    fun `words of the other device come in while somebody types`() = story {
        val pair = paired()
        pair.phone.write("Morning. Evening.")
        pair.meet()
        val id = pair.only()
        val here = WriteViewModel(pair.phone.app, id)
        open(here) {
            until(here) { it.phase == Phase.Ready }
            here.on(WriteEvent.BodyChanged("Early morning. Evening."))
            val there = WriteViewModel(pair.tablet.app, id)
            shown(there) { it.phase == Phase.Ready }
            there.on(WriteEvent.BodyChanged("Morning. Late evening."))
            there.on(WriteEvent.Saved)
            until(there) { it.saved && it.body == "Morning. Late evening." }
            pair.meet()
            val both = until(here) { it.merged && it.saved }
            assertEquals("Early morning. Late evening.", both.body)
        }
    }

    @Test
    fun `a moment, a feeling and a care are noted and each can be taken back`() = story {
        val phone = begun()
        val sheet = CaptureViewModel(phone.app, CaptureMode.Moment)
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.error != null }
        assertNull(sheet.state.value.saved, "without a kind there is no moment")
        sheet.on(CaptureEvent.PersonNamed("Noa"))
        until(sheet) { it.person != null }
        sheet.on(CaptureEvent.KindChosen("care_act"))
        sheet.on(CaptureEvent.LineChanged("Brought soup."))
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.saved?.what == Act.Moment }
        assertEquals("", sheet.state.value.line)
        sheet.on(CaptureEvent.ModeChosen(CaptureMode.Felt))
        sheet.on(CaptureEvent.FeelingSet("seen", 2))
        sheet.on(CaptureEvent.DateChanged("yesterday"))
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.saved?.what == Act.Felt }
        val noted = shown(TimelineViewModel(phone.app, null)) { it.cards.size == 2 }
        assertEquals(listOf("moment", "felt"), noted.cards.map { it.kind })
        sheet.on(CaptureEvent.Undone)
        val left = shown(TimelineViewModel(phone.app, null)) { it.cards.size == 1 }
        assertEquals(listOf("Brought soup."), left.cards.map { it.excerpt })
        sheet.on(CaptureEvent.ModeChosen(CaptureMode.Care))
        sheet.on(CaptureEvent.DateChanged(""))
        sheet.on(CaptureEvent.LineChanged("A walk"))
        sheet.on(CaptureEvent.Saved)
        until(sheet) { it.saved?.what == Act.Care }
        assertNull(sheet.state.value.error)
    }

    @Test
    fun `search finds page by page and says when there is nothing`() = story {
        val phone = begun()
        for (number in 0 until 60) phone.write("Snow number $number.")
        val search = SearchViewModel(phone.app)
        search.on(SearchEvent.QueryChanged("snow"))
        search.on(SearchEvent.Submitted)
        val first = until(search) { it.phase == Phase.Ready }
        assertTrue(first.more)
        while (search.state.value.more) {
            val before = search.state.value.hits.size
            search.on(SearchEvent.NextPage)
            search.on(SearchEvent.NextPage)
            until(search) { it.hits.size > before }
        }
        assertEquals(60, search.state.value.hits.map { it.item.id }.toSet().size)
        assertEquals(60, search.state.value.hits.size, "a page asked for twice comes once")
        search.on(SearchEvent.QueryChanged("sand"))
        search.on(SearchEvent.Submitted)
        until(search) { it.phase == Phase.Empty && it.hits.isEmpty() }
    }

    @Test
    fun `what is typed meanwhile is brought onto what came back`() {
        val cases = listOf(
            listOf("abc", "abc", "abc", "abc"),
            listOf("abcd", "abc", "abc", "abcd"),
            listOf("abc", "abc", "Xabc", "Xabc"),
            listOf("abcd", "abc", "Xabc", "Xabcd"),
            listOf("Yabc", "abc", "abcX", "YabcX"),
            listOf("ac", "abc", "abcX", "acX"),
            listOf("ab", "abc", "Xabc", "Xab"),
            listOf("aYc", "abc", "aXc", "aYXc"),
            listOf("", "abc", "abc", ""),
            listOf("abc", "", "abc", "abcabc"),
            listOf("👩‍👧 hi", "👩‍👧", "!👩‍👧", "!👩‍👧 hi"),
            // Two that begin with the same half: neither is cut in two.
            listOf("a😀c", "abc", "a😁c", "a😀😁c"),
        )
        for ((typed, sent, merged, expected) in cases) {
            assertEquals(expected, rebased(typed, sent, merged), "$typed $merged")
        }
    }
}
