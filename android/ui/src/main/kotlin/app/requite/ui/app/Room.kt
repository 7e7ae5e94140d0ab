/** A place with its view model: draws its states, and reads for as long as it is seen. */
package app.requite.ui.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import app.requite.ui.CaptureMode
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.bridge.ViewModel
import app.requite.ui.capture.CaptureScreen
import app.requite.ui.capture.CaptureViewModel
import app.requite.ui.devices.DevicesScreen
import app.requite.ui.devices.DevicesViewModel
import app.requite.ui.people.PeopleScreen
import app.requite.ui.people.PeopleViewModel
import app.requite.ui.person.PersonScreen
import app.requite.ui.person.PersonViewModel
import app.requite.ui.search.SearchScreen
import app.requite.ui.search.SearchViewModel
import app.requite.ui.settings.SettingsScreen
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.start.StartScreen
import app.requite.ui.start.StartViewModel
import app.requite.ui.sync.SyncScreen
import app.requite.ui.sync.SyncViewModel
import app.requite.ui.timeline.TimelineScreen
import app.requite.ui.timeline.TimelineViewModel
import app.requite.ui.today.TodayScreen
import app.requite.ui.today.TodayViewModel
import app.requite.ui.unlock.UnlockScreen
import app.requite.ui.unlock.UnlockViewModel
import app.requite.ui.write.WriteScreen
import app.requite.ui.write.WriteViewModel

/** The whole app, on its rooms. [deviceName] is what this phone is called until somebody says else. */
@Composable
fun App(rooms: Rooms, deviceName: String) {
    val state by rooms.app.state.collectAsState()
    AppScreen(state, rooms.app.place, rooms.app::on) { Room(it, rooms, deviceName) }
}

@Composable
private fun Room(place: Place, rooms: Rooms, deviceName: String) {
    when (place.route) {
        Route.Start -> Living(rooms.room(place) { StartViewModel(it, deviceName) }) { s, on -> StartScreen(s, on) }
        Route.Unlock -> Living(rooms.room(place, ::UnlockViewModel)) { s, on -> UnlockScreen(s, on) }
        Route.Today -> Living(rooms.room(place, ::TodayViewModel)) { s, on -> TodayScreen(s, on) }
        Route.Capture -> {
            val mode = CaptureMode.entries.firstOrNull { it.name == place.id } ?: CaptureMode.Moment
            Living(rooms.room(place) { CaptureViewModel(it, mode) }) { s, on -> CaptureScreen(s, on) }
        }
        Route.People -> Living(rooms.room(place, ::PeopleViewModel)) { s, on -> PeopleScreen(s, on) }
        Route.Person -> Living(rooms.room(place) { PersonViewModel(it, place.id) }) { s, on -> PersonScreen(s, on) }
        Route.Timeline -> Living(rooms.room(place) { TimelineViewModel(it, null) }) { s, on -> TimelineScreen(s, on) }
        Route.Write -> Living(rooms.room(place) { WriteViewModel(it, place.id) }) { s, on -> WriteScreen(s, on) }
        Route.Search -> Living(rooms.room(place, ::SearchViewModel)) { s, on -> SearchScreen(s, on) }
        Route.Sync -> Living(rooms.room(place, ::SyncViewModel)) { s, on -> SyncScreen(s, on) }
        Route.Devices -> Living(rooms.room(place, ::DevicesViewModel)) { s, on -> DevicesScreen(s, on) }
        Route.Settings -> Living(rooms.room(place, ::SettingsViewModel)) { s, on -> SettingsScreen(s, on) }
    }
}

@Composable
private fun <State : Any, Event : Any> Living(
    model: ViewModel<State, Event>,
    draw: @Composable (State, (Event) -> Unit) -> Unit,
) {
    val state by model.state.collectAsState()
    LaunchedEffect(model) { model.live() }
    draw(state, model::on)
}
