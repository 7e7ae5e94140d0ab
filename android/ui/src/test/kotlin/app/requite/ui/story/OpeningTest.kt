/** What opening a screen costs: the calls that docs/screens.md says, three at most, counted at the bridge. */
package app.requite.ui.story

import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.bridge.ViewModel
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.devices.DevicesViewModel
import app.requite.ui.people.PeopleEvent
import app.requite.ui.people.PeopleViewModel
import app.requite.ui.person.PersonViewModel
import app.requite.ui.pretend.Phone
import app.requite.ui.pretend.shown
import app.requite.ui.pretend.story
import app.requite.ui.pretend.until
import app.requite.ui.rules.Screens
import app.requite.ui.search.SearchViewModel
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.sync.SyncViewModel
import app.requite.ui.timeline.TimelineViewModel
import app.requite.ui.today.TodayViewModel
import app.requite.ui.unlock.UnlockViewModel
import app.requite.ui.write.WriteViewModel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class OpeningTest {
    @Test
    fun `each screen opens with the calls that its page says`() = story {
        val phone = begun()
        phone.write("An entry.")
        val naming = PeopleViewModel(phone.app)
        naming.on(PeopleEvent.Added("Noa"))
        until(naming) { it.undoable != null }
        val app = phone.app
        val person = shown(PeopleViewModel(app)) { it.people.isNotEmpty() }.people.single().id
        val entry = shown(TimelineViewModel(app, null)) { it.cards.isNotEmpty() }.cards.single().id
        val opened = mapOf(
            "App" to counted(phone, app) { true },
            "Start" to counted(phone, phone.start) { true },
            "Unlock" to counted(phone, UnlockViewModel(app)) { true },
            "Search" to counted(phone, SearchViewModel(app)) { true },
            "Today" to counted(phone, TodayViewModel(app)) { it.phase == Phase.Ready },
            "Capture" to counted(phone, CaptureViewModel(app, CaptureMode.Moment)) { it.phase == Phase.Ready },
            "People" to counted(phone, PeopleViewModel(app)) { it.phase == Phase.Ready },
            "Person" to counted(phone, PersonViewModel(app, person)) { it.phase != Phase.Loading },
            "Timeline" to counted(phone, TimelineViewModel(app, null)) { it.phase == Phase.Ready },
            "Write" to counted(phone, WriteViewModel(app, entry)) { it.phase == Phase.Ready },
            "Sync" to counted(phone, SyncViewModel(app)) { it.phase != Phase.Loading },
            "Devices" to counted(phone, DevicesViewModel(app)) { it.phase != Phase.Loading },
            "Settings" to counted(phone, SettingsViewModel(app)) { it.phase == Phase.Ready },
        )
        val pages = Screens.ofDocument().screens
        assertEquals(pages.map { it.name }.toSet(), opened.keys, "every screen was opened")
        for (page in pages) {
            assertEquals(page.opens, opened[page.name], page.name)
            assertTrue(page.opens.size <= 3, page.name)
        }
        println("P2 calls to open a screen, at most: ${opened.values.maxOf { it.size }} of 3, over ${opened.size} screens")
    }

    private suspend fun <State : Any> counted(
        phone: Phone,
        model: ViewModel<State, *>,
        holds: (State) -> Boolean,
    ): List<String> {
        val calls = ArrayList<String>()
        phone.bridge.counting = { calls.add(it) }
        shown(model, holds)
        phone.bridge.counting = null
        return calls
    }
}
