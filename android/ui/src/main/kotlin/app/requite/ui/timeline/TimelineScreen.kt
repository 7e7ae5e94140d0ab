/** Everything that has a day, newest first, under its day. */
package app.requite.ui.timeline

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.requite.engine.Card
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Icons
import app.requite.ui.parts.Line
import app.requite.ui.parts.LineCard
import app.requite.ui.parts.ManyChips
import app.requite.ui.parts.MenuPress
import app.requite.ui.parts.Option
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageGap
import app.requite.ui.parts.PageList
import app.requite.ui.parts.Phased
import app.requite.ui.parts.SoftButton
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.day
import app.requite.ui.words.word

/** Draws a state of the timeline. */
@Composable
fun TimelineScreen(state: TimelineState, on: (TimelineEvent) -> Unit) {
    Page(word(Family.Route, Route.Timeline), actions = { People(state, on) }) {
        Phased(state.phase, state.error, { on(TimelineEvent.Retried) }) {
            PageList(PageGap.Rows) {
                item { Kinds(state.kinds, on) }
                if (state.error != null) item { ErrorLine(state.error) }
                if (state.phase == Phase.Empty) item { Beginning(word(Word.TimelineEmpty)) }
                days(state.cards, on)
                if (state.more) {
                    item { SoftButton(word(Word.CommonMore), { on(TimelineEvent.NextPage) }, Modifier.fillMaxWidth()) }
                }
            }
        }
    }
}

private fun LazyListScope.days(cards: List<Card>, on: (TimelineEvent) -> Unit) {
    var last: String? = null
    cards.forEach { card ->
        if (card.date != last) item("day ${card.date} ${card.id}") { Heading(day(card.date)) }
        last = card.date
        item(card.id) {
            val open = if (card.kind == ENTRY) ({ on(TimelineEvent.Opened(card.id)) }) else null
            LineCard(Line(card.kind, null, card.excerpt.ifEmpty { card.title }, card.people), press = open)
        }
    }
}

/** Those who are named on what is shown. */
@Composable
private fun People(state: TimelineState, on: (TimelineEvent) -> Unit) {
    val names = state.cards.flatMap { it.people }.toSortedSet()
    val everybody = Option({ on(TimelineEvent.PersonChosen(null)) }, word(Word.TimelineEverybody))
    MenuPress(
        Icons.Person, word(Word.TimelinePerson),
        listOf(everybody) + names.map { name -> Option({ on(TimelineEvent.PersonChosen(name)) }, name) },
    )
}

@Composable
private fun Kinds(chosen: List<String>, on: (TimelineEvent) -> Unit) {
    ManyChips(shownKinds.map { Option(it, word(Family.Kind, it)) }, chosen.toSet()) { on(TimelineEvent.KindChosen(it)) }
}

private val shownKinds = listOf("entry", "moment", "contact", "promise", "need", "felt")
private const val ENTRY = "entry"
