/** The people, by name. Who is out of sight comes only when asked for. */
package app.requite.ui.people

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.dp
import app.requite.engine.Card
import app.requite.engine.Including
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.Chips
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MenuPress
import app.requite.ui.parts.Option
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageGap
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.Undo
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** Draws a state of the people. */
@Composable
fun PeopleScreen(state: PeopleState, on: (PeopleEvent) -> Unit) {
    Page(word(Family.Route, Route.People), Undo(state.undoable) { on(PeopleEvent.Undone) }) {
        Phased(state.phase, state.error, { on(PeopleEvent.Retried) }) {
            PageList(PageGap.Rows) {
                item { Typed(word(Word.PeopleFind), state.query, Typing.Query) { on(PeopleEvent.QueryChanged(it)) } }
                item { Shown(state.including, on) }
                if (state.error != null) item { ErrorLine(state.error) }
                if (state.phase == Phase.Empty) item { Beginning(word(Word.PeopleEmpty)) }
                state.people.forEach { card -> item(card.id) { Somebody(card, on) } }
                item { Adding(on) }
            }
        }
    }
}

@Composable
private fun Shown(including: Including, on: (PeopleEvent) -> Unit) {
    Chips(
        listOf(
            Option(Including.USUAL, word(Word.PeopleIncludingUsual)),
            Option(Including.QUIET, word(Word.PeopleIncludingQuiet)),
            Option(Including.EVERYBODY, word(Word.PeopleIncludingEverybody)),
        ),
        including,
        Modifier.padding(vertical = Space.small),
    ) { on(PeopleEvent.IncludingChosen(it)) }
}

@Composable
private fun Adding(on: (PeopleEvent) -> Unit) {
    var name by rememberSaveable { mutableStateOf("") }
    PaperCard {
        Typed(word(Word.PeopleAdd), name, Typing.Short) { name = it }
        SoftButton(
            word(Word.CapturePersonAdd),
            {
                on(PeopleEvent.Added(name))
                name = ""
            },
            Modifier.align(Alignment.End), Icons.Plus, Pressable.whileTrue(name.isNotBlank()),
        )
    }
}

@Composable
private fun Somebody(card: Card, on: (PeopleEvent) -> Unit) {
    PaperCard(press = { on(PeopleEvent.Opened(card.id)) }) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.medium), verticalAlignment = Alignment.CenterVertically) {
            Initial(card.title)
            Column(Modifier.weight(1f)) {
                Text(card.title, style = MaterialTheme.typography.titleMedium)
                if (UNSAFE in card.flags) Hint(word(Word.PeopleUnsafe))
            }
            val isQuiet = QUIET in card.flags
            val sight = if (isQuiet) Option({ on(PeopleEvent.Unquieted(card.id)) }, word(Word.PeopleUnquiet))
            else Option({ on(PeopleEvent.Quieted(card.id)) }, word(Word.PeopleQuiet))
            MenuPress(Icons.More, word(Word.PeopleMore, card.title), listOf(sight))
        }
    }
}

/** The first letter of a name, in the same colour for everybody. */
@Composable
private fun Initial(name: String) {
    Box(
        Modifier.clip(CircleShape).background(MaterialTheme.colorScheme.secondaryContainer)
            .sizeIn(minWidth = 44.dp, minHeight = 44.dp).heightIn(min = 44.dp).clearAndSetSemantics {},
        Alignment.Center,
    ) {
        Text(
            name.take(1).uppercase(), Modifier.padding(Space.small), style = MaterialTheme.typography.titleLarge,
            color = MaterialTheme.colorScheme.onSecondaryContainer,
        )
    }
}

private const val UNSAFE = "unsafe"
private const val QUIET = "quiet"
