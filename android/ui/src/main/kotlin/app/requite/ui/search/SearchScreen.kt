/** Finding again what was written. */
package app.requite.ui.search

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Icons
import app.requite.ui.parts.IconPress
import app.requite.ui.parts.Line
import app.requite.ui.parts.LineCard
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Switched
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.day
import app.requite.ui.words.word

/** Draws a state of the search. */
@Composable
fun SearchScreen(state: SearchState, on: (SearchEvent) -> Unit) {
    var isNarrowing by rememberSaveable { mutableStateOf(state.isNarrowed) }
    Page(
        word(Family.Route, Route.Search),
        actions = { IconPress(Icons.Filter, word(Word.SearchNarrow), { isNarrowing = !isNarrowing }) },
    ) {
        PageList {
            item { Asking(state, on) }
            if (isNarrowing) item { Narrowing(state, on) }
            hits(state, on)
        }
    }
}

private val SearchState.isNarrowed: Boolean
    get() = person != null || tag != null || from.isNotEmpty() || to.isNotEmpty() || includeQuiet || includeLetters

@Composable
private fun Asking(state: SearchState, on: (SearchEvent) -> Unit) {
    PaperCard {
        Typed(word(Word.SearchQuery), state.query, Typing.Query, done = { on(SearchEvent.Submitted) }) {
            on(SearchEvent.QueryChanged(it))
        }
        MainButton(word(Word.SearchGo), { on(SearchEvent.Submitted) }, Modifier.align(Alignment.End))
    }
}

@Composable
private fun Narrowing(state: SearchState, on: (SearchEvent) -> Unit) {
    PaperCard {
        Typed(word(Word.SearchPerson), state.person.orEmpty(), Typing.Short) { on(SearchEvent.PersonChosen(it.ifEmpty { null })) }
        Typed(word(Word.SearchTag), state.tag.orEmpty(), Typing.Exact) { on(SearchEvent.TagChosen(it.ifEmpty { null })) }
        Typed(word(Word.SearchFrom), state.from, Typing.Exact) { on(SearchEvent.FromChanged(it)) }
        Typed(word(Word.SearchTo), state.to, Typing.Exact) { on(SearchEvent.ToChanged(it)) }
        Switched(word(Word.SearchQuiet), state.includeQuiet) { on(SearchEvent.QuietChosen(it)) }
        Switched(word(Word.SearchLetters), state.includeLetters) { on(SearchEvent.LettersChosen(it)) }
    }
}

private fun LazyListScope.hits(state: SearchState, on: (SearchEvent) -> Unit) {
    when (state.phase) {
        Phase.Loading -> item { Hint(word(Word.CommonLoading)) }
        Phase.Failed -> {
            item { ErrorLine(state.error ?: "other") }
            item { SoftButton(word(Word.CommonRetry), { on(SearchEvent.Retried) }) }
        }
        Phase.Empty -> item { Beginning(word(if (state.query.isEmpty()) Word.SearchEmpty else Word.SearchNone)) }
        Phase.Ready -> {
            state.hits.forEach { hit ->
                item(hit.item.id) {
                    val open = if (hit.kind == ENTRY) ({ on(SearchEvent.Opened(hit.item.id)) }) else null
                    LineCard(Line(hit.kind, day(hit.item.date), hit.item.excerpt, hit.item.people), press = open)
                }
            }
            if (state.more) item { SoftButton(word(Word.CommonMore), { on(SearchEvent.NextPage) }, Modifier.fillMaxWidth()) }
        }
    }
}

private const val ENTRY = "entry"
