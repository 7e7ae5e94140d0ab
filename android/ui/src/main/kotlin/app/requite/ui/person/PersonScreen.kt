/** One person's page in five tabs: the picture of both sides first, every number with the notes behind it. */
package app.requite.ui.person

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.ScrollableTabRow
import androidx.compose.material3.Tab
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.requite.engine.Happening
import app.requite.engine.Promise
import app.requite.ui.PersonTab
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Answers
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Line
import app.requite.ui.parts.LineCard
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Written
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.day
import app.requite.ui.words.word

/** Draws a state of somebody's page. */
@Composable
fun PersonScreen(state: PersonState, on: (PersonEvent) -> Unit) {
    Page(
        state.name.ifEmpty { word(Family.Route, Route.Person) },
        sheet = state.why?.let { { WhySheet(it, state.name, on) } },
    ) {
        Phased(state.phase, state.error, { on(PersonEvent.Retried) }) {
            Column(Modifier.fillMaxSize()) {
                Tabs(state.tab, on)
                PageList {
                    if (state.error != null) item { ErrorLine(state.error) }
                    when (state.tab) {
                        PersonTab.Picture -> {
                            if (state.phase == Phase.Empty) item { Beginning(word(Word.PersonEmpty)) }
                            picture(state, on)
                        }
                        PersonTab.Timeline -> timeline(state.timeline, on)
                        PersonTab.Promises -> promises(state.promises, state.name, on)
                        PersonTab.Needs -> needs(state)
                        PersonTab.Notes -> notes(state, on)
                    }
                }
            }
        }
    }
}

@Composable
private fun Tabs(shown: PersonTab, on: (PersonEvent) -> Unit) {
    ScrollableTabRow(
        shown.ordinal, containerColor = MaterialTheme.colorScheme.background, edgePadding = Space.small,
    ) {
        PersonTab.entries.forEach { tab ->
            Tab(
                tab == shown, onClick = { on(PersonEvent.TabChosen(tab)) }, Modifier.heightIn(min = Size.target),
                selectedContentColor = MaterialTheme.colorScheme.primary,
                unselectedContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
            ) {
                Text(
                    word(Family.Tab, tab), Modifier.padding(horizontal = Space.medium, vertical = Space.medium),
                    style = MaterialTheme.typography.labelLarge,
                )
            }
        }
    }
}

private fun LazyListScope.timeline(happened: List<Happening>, on: (PersonEvent) -> Unit) {
    if (happened.isEmpty()) item { Beginning(word(Word.PersonTimelineEmpty)) }
    happened.forEach { one ->
        item(one.id) {
            val open = if (one.kind == ENTRY) ({ on(PersonEvent.Opened(one.id)) }) else null
            LineCard(Line(one.kind, day(one.date), one.text, emptyList()), press = open)
        }
    }
}

private fun LazyListScope.promises(promises: List<Promise>, name: String, on: (PersonEvent) -> Unit) {
    if (promises.isEmpty()) item { Beginning(word(Word.PersonPromisesEmpty)) }
    promises.forEach { promise ->
        item(promise.id) {
            PaperCard {
                Hint(sideName(promise.by, name))
                Written(promise.text)
                val outcome = promise.outcome
                if (outcome != null && outcome != OPEN) {
                    Text(word(Family.Outcome, outcome), style = MaterialTheme.typography.labelLarge)
                } else {
                    Answers { on(PersonEvent.PromiseAnswered(promise.id, it)) }
                }
            }
        }
    }
}

/** Who a side is: their name, or me. */
@Composable
internal fun sideName(side: String, name: String): String =
    if (side == THEM && name.isNotEmpty()) name else word(Family.Side, side)

internal const val THEM = "them"
internal const val ME = "me"
private const val ENTRY = "entry"
private const val OPEN = "open"
