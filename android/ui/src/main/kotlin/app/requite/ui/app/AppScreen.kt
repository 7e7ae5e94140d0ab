/**
 * The app as a whole: the door, or the places behind it; one place on a phone, a list and what was opened from it side by side
 * where there is room. A cover lies over everything that may not be seen now.
 */
package app.requite.ui.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.VerticalDivider
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.parts.Behind
import app.requite.ui.parts.IconPress
import app.requite.ui.parts.Icons
import app.requite.ui.parts.LocalSurroundings
import app.requite.ui.parts.MenuPress
import app.requite.ui.parts.Option
import app.requite.ui.parts.Surroundings
import app.requite.ui.theme.Size
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** Draws a state of the app. [place] is the one that is shown, [room] draws a place by its view model. */
@Composable
fun AppScreen(state: AppState, place: Place, on: (AppEvent) -> Unit, room: @Composable (Place) -> Unit) {
    Box(
        Modifier.fillMaxSize().background(MaterialTheme.colorScheme.background)
            .windowInsetsPadding(WindowInsets.safeDrawing),
    ) {
        Box(if (state.covered) Modifier.clearAndSetSemantics {} else Modifier) {
            when {
                state.route == Route.Start -> room(Place(Route.Start, ""))
                state.locked -> room(Place(Route.Unlock, ""))
                else -> Inside(state, place, on, room)
            }
        }
        if (state.covered) Cover()
    }
}

/** What lies over everything that may not be seen now. */
@Composable
private fun Cover() {
    val said = word(Word.CommonCover)
    Box(
        Modifier.fillMaxSize().background(MaterialTheme.colorScheme.background)
            .semantics { contentDescription = said },
    )
}

@Composable
private fun Inside(state: AppState, place: Place, on: (AppEvent) -> Unit, room: @Composable (Place) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val isSheet = place.route == Route.Capture
        val under = if (isSheet) state.routes.lastOrNull() ?: Place(Route.Today, "") else place
        val trail = if (isSheet) state.routes.dropLast(1) else state.routes
        val hasRail = maxWidth >= Size.rail
        val list = trail.lastOrNull().takeIf { maxWidth >= Size.panes && it.opens(under) }
        val frame: @Composable () -> Unit = {
            Row(Modifier.fillMaxSize()) {
                if (hasRail) Rail(under.route, on)
                Column(Modifier.weight(1f).fillMaxHeight()) {
                    Panes(list, under, trail, on, room)
                    if (!hasRail && under.route in roots) PlacesBar(under.route, on)
                }
            }
        }
        if (isSheet) {
            Behind(frame)
            room(place)
        } else {
            frame()
        }
    }
}

/** One place, or the list that it was opened from beside it. */
@Composable
private fun ColumnScope.Panes(
    list: Place?,
    place: Place,
    trail: List<Place>,
    on: (AppEvent) -> Unit,
    room: @Composable (Place) -> Unit,
) {
    Row(Modifier.fillMaxWidth().weight(1f)) {
        if (list != null) {
            Box(Modifier.width(380.dp).fillMaxHeight()) { Surrounded(list, null, on, room) }
            VerticalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        }
        Box(Modifier.weight(1f).fillMaxHeight()) {
            val back = if (trail.isEmpty() || place.route in roots) null else ({ on(AppEvent.Back) })
            Surrounded(place, back, on, room)
        }
    }
}

@Composable
private fun Surrounded(place: Place, back: (() -> Unit)?, on: (AppEvent) -> Unit, room: @Composable (Place) -> Unit) {
    val actions: @Composable RowScope.() -> Unit = { if (place.route == Route.Today) Elsewhere(on) }
    CompositionLocalProvider(LocalSurroundings provides Surroundings(back, actions)) {
        key(place) { room(place) }
    }
}

/** The places that one goes to seldom. */
@Composable
private fun Elsewhere(on: (AppEvent) -> Unit) {
    IconPress(Icons.Pen, word(Family.Route, Route.Write), { on(AppEvent.Went(Route.Write)) })
    MenuPress(
        Icons.More, word(Word.CommonMenu),
        listOf(Route.Sync, Route.Devices, Route.Settings).map { route ->
            Option({ on(AppEvent.Went(route)) }, word(Family.Route, route))
        },
    )
}

/** Whether a place is a list from which this one is opened. */
private fun Place?.opens(other: Place): Boolean = when (this?.route) {
    Route.People -> other.route == Route.Person
    Route.Timeline, Route.Search -> other.route == Route.Write || other.route == Route.Person
    else -> false
}
