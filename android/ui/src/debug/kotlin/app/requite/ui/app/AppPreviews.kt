/** The app as a whole: places with their frame, side by side where there is room, the sheet over today, the cover. */
package app.requite.ui.app

import androidx.compose.runtime.Composable
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.capture.CaptureScreen
import app.requite.ui.capture.captureStates
import app.requite.ui.people.PeopleScreen
import app.requite.ui.people.peopleStates
import app.requite.ui.person.PersonScreen
import app.requite.ui.person.personStates
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told
import app.requite.ui.timeline.TimelineScreen
import app.requite.ui.timeline.timelineStates
import app.requite.ui.today.TodayScreen
import app.requite.ui.today.todayStates
import app.requite.ui.unlock.unlockPreviews
import app.requite.ui.write.WriteScreen
import app.requite.ui.write.writeStates

fun appPreviews(told: Told): List<Preview> {
    val today = AppState(route = Route.Today, routes = emptyList(), locked = false, covered = false)
    fun place(route: Route) = Place(route, "")
    fun at(name: String, route: Route, vararg from: Route) =
        name to (today.copy(route = route, routes = from.map(::place)) to place(route))
    return listOf(
        at("today", Route.Today),
        at("capture", Route.Capture, Route.Today),
        at("people", Route.People, Route.Today),
        at("person", Route.Person, Route.Today, Route.People),
        at("write", Route.Write, Route.Today, Route.Timeline),
        "locked" to (today.copy(route = Route.Unlock, locked = true) to place(Route.Unlock)),
        "covered" to (today.copy(covered = true) to place(Route.Today)),
    ).map { (name, shown) ->
        Preview("app-$name") { AppScreen(shown.first, shown.second, {}) { Room(it, told) } }
    }
}

/** What stands in a place; each in its fullest state. */
@Composable
private fun Room(place: Place, told: Told) {
    when (place.route) {
        Route.Capture -> CaptureScreen(captureStates(told).toMap().getValue("moment")) {}
        Route.People -> PeopleScreen(peopleStates(told).toMap().getValue("full")) {}
        Route.Person -> PersonScreen(personStates(told).toMap().getValue("picture")) {}
        Route.Timeline -> TimelineScreen(timelineStates(told).toMap().getValue("full")) {}
        Route.Write -> WriteScreen(writeStates(told).toMap().getValue("marked")) {}
        Route.Unlock -> unlockPreviews(told).first { it.name == "unlock-full" }.draw()
        else -> TodayScreen(todayStates(told).toMap().getValue("full")) {}
    }
}
