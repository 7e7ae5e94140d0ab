/** The places that are always near: at the bottom on a phone, at the side where there is room. */
package app.requite.ui.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.requite.ui.Route
import app.requite.ui.parts.Icons
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.word

/** The places that a phone has at its bottom. */
internal val roots = listOf(Route.Today, Route.People, Route.Timeline, Route.Search)

private val beside = roots + listOf(Route.Write, Route.Sync, Route.Devices, Route.Settings)

/** The bar at the bottom. Where letters are large only its pictures are shown; their words are still read out. */
@Composable
internal fun PlacesBar(shown: Route, on: (AppEvent) -> Unit) {
    val isLarge = LocalDensity.current.fontScale > LARGE_LETTERS
    Surface(color = MaterialTheme.colorScheme.surfaceContainer) {
        Row(Modifier.fillMaxWidth().selectableGroup(), Arrangement.SpaceEvenly) {
            roots.forEach { route ->
                Destination(route, shown, if (isLarge) Labels.ReadOut else Labels.Shown, Modifier.weight(1f), on)
            }
        }
    }
}

/** The rail at the side. */
@Composable
internal fun Rail(shown: Route, on: (AppEvent) -> Unit) {
    Surface(color = MaterialTheme.colorScheme.surfaceContainer) {
        Column(
            Modifier.fillMaxHeight().width(112.dp).verticalScroll(rememberScrollState()).selectableGroup()
                .padding(vertical = Space.medium),
        ) {
            beside.forEach { Destination(it, shown.root(), Labels.Shown, Modifier.fillMaxWidth(), on) }
        }
    }
}

private enum class Labels { Shown, ReadOut }

@Composable
private fun Destination(route: Route, shown: Route, labels: Labels, modifier: Modifier, on: (AppEvent) -> Unit) {
    val c = MaterialTheme.colorScheme
    val here = route == shown
    val name = word(Family.Route, route)
    Column(
        modifier.selectable(here, role = Role.Tab) { on(AppEvent.Went(route)) }
            .heightIn(min = 68.dp).padding(vertical = Space.small, horizontal = Space.tight),
        Arrangement.spacedBy(Space.tight, Alignment.CenterVertically),
        Alignment.CenterHorizontally,
    ) {
        Box(
            Modifier.clip(CircleShape).background(if (here) c.primaryContainer else Color.Transparent)
                .padding(horizontal = Space.large, vertical = Space.tight),
        ) {
            Icon(
                route.picture, contentDescription = name.takeIf { labels == Labels.ReadOut },
                tint = if (here) c.onPrimaryContainer else c.onSurfaceVariant,
            )
        }
        if (labels == Labels.Shown) {
            Text(
                name, style = MaterialTheme.typography.labelSmall, textAlign = TextAlign.Center,
                color = if (here) c.onSurface else c.onSurfaceVariant,
            )
        }
    }
}

/** Where on the rail a place belongs. */
private fun Route.root(): Route = if (this == Route.Person) Route.People else this

private val Route.picture: ImageVector
    get() = when (this) {
        Route.Today, Route.Start, Route.Unlock -> Icons.Sun
        Route.Capture -> Icons.Plus
        Route.Write -> Icons.Pen
        Route.People, Route.Person -> Icons.People
        Route.Timeline -> Icons.Timeline
        Route.Search -> Icons.Search
        Route.Sync -> Icons.Sync
        Route.Devices -> Icons.Phone
        Route.Settings -> Icons.Sliders
    }

private const val LARGE_LETTERS = 1.4f
