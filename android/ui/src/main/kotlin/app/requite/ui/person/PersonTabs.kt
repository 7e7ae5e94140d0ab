/**
 * What stands on the tabs of somebody's page beside the lists: the picture, needs and limits, the note; and the sheet of notes
 * behind a number.
 */
package app.requite.ui.person

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import app.requite.engine.Happening
import app.requite.engine.Why
import app.requite.ui.parts.About
import app.requite.ui.parts.Half
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Line
import app.requite.ui.parts.LineCard
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.PairOfCounts
import app.requite.ui.parts.Paired
import app.requite.ui.parts.PairedBars
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.Sheet
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.WordButton
import app.requite.ui.parts.Written
import app.requite.ui.words.Counted
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.counted
import app.requite.ui.words.day
import app.requite.ui.words.word

internal fun LazyListScope.picture(state: PersonState, on: (PersonEvent) -> Unit) {
    val picture = state.picture ?: return
    if (picture.unpromised > 0) {
        item {
            PaperCard(press = { on(PersonEvent.WhyOpened(UNPROMISED)) }) {
                Text(
                    counted(Counted.PersonUnpromised, picture.unpromised.toLong()),
                    style = MaterialTheme.typography.titleLarge,
                )
                Hint(word(Word.PersonWhy))
            }
        }
    }
    picture.measures.forEach { measure ->
        item(measure.id) { PairedBars(measure.drawn(state.name)) { on(PersonEvent.WhyOpened(measure.id)) } }
    }
    picture.remarks.forEach { remark ->
        item {
            PaperCard(press = { on(PersonEvent.WhyOpened(remark.id)) }) {
                Text(remark.sentence, style = MaterialTheme.typography.bodyLarge)
                Hint(word(Word.PersonWhy))
            }
        }
    }
    item { HowToRead() }
}

@Composable
private fun PairedMeasure.drawn(name: String) = Paired(
    id, pairs.map { PairOfCounts(it.id, it.them, it.me) },
    Half(sideName(THEM, name), them.low, them.high), Half(sideName(ME, name), me.low, me.high), sentences,
)

@Composable
private fun HowToRead() {
    var isOpen by rememberSaveable { mutableStateOf(false) }
    WordButton(word(Word.PersonHow), { isOpen = !isOpen })
    if (isOpen) Hint(word(Word.PersonHowText))
}

internal fun LazyListScope.needs(state: PersonState) {
    item { Heading(word(Word.PersonNeeds)) }
    if (state.needs.isEmpty()) item { Hint(word(Word.PersonNeedsEmpty)) }
    state.needs.forEach { need ->
        item(need.id) {
            PaperCard(Modifier.semantics(mergeDescendants = true) {}) {
                Hint(sideName(need.whose, state.name))
                Written(need.text)
                About(listOfNotNull(word(Family.Asked, need.asked), need.response?.let { word(Family.Response, it) }))
            }
        }
    }
    item { Heading(word(Word.PersonBoundaries)) }
    if (state.boundaries.isEmpty()) item { Hint(word(Word.PersonBoundariesEmpty)) }
    state.boundaries.forEach { boundary ->
        item(boundary.id) {
            PaperCard(Modifier.semantics(mergeDescendants = true) {}) {
                Hint(boundary.`when`)
                Written(boundary.iWill)
            }
        }
    }
}

internal fun LazyListScope.notes(state: PersonState, on: (PersonEvent) -> Unit) {
    item {
        PaperCard {
            Typed(word(Word.PersonNote), state.note, Typing.Prose) { on(PersonEvent.NoteChanged(it)) }
            MainButton(
                word(Word.CommonSave), { on(PersonEvent.NoteSaved) }, Modifier.align(Alignment.End),
                Pressable.whileTrue(!state.noteSaved),
            )
        }
    }
    item { Sight(state, on) }
}

@Composable
private fun Sight(state: PersonState, on: (PersonEvent) -> Unit) {
    PaperCard {
        if (state.quiet) {
            SoftButton(word(Word.PersonUnquiet), { on(PersonEvent.Unquieted) }, Modifier.fillMaxWidth())
        } else {
            SoftButton(word(Word.PersonQuiet), { on(PersonEvent.Quieted) }, Modifier.fillMaxWidth())
            Hint(word(Word.PersonQuietText))
        }
        if (state.isUnsafe) {
            Hint(word(Word.PeopleUnsafe))
            SoftButton(word(Word.PersonSafe), { on(PersonEvent.UnmarkedUnsafe) }, Modifier.fillMaxWidth())
        } else {
            SoftButton(word(Word.PersonUnsafe), { on(PersonEvent.MarkedUnsafe) }, Modifier.fillMaxWidth())
        }
    }
}

/** The notes behind a number, of both sides. */
@Composable
internal fun WhySheet(why: Why, name: String, on: (PersonEvent) -> Unit) {
    Sheet(word(Word.PersonWhyTitle), { on(PersonEvent.WhyClosed) }) {
        Side(sideName(THEM, name), why.them)
        Side(sideName(ME, name), why.me)
    }
}

@Composable
private fun Side(title: String, notes: List<Happening>) {
    Heading(title)
    if (notes.isEmpty()) Hint(word(Word.PersonWhyNone))
    notes.forEach { LineCard(Line(it.kind, day(it.date), it.text, emptyList())) }
}

private const val UNPROMISED = "unpromised"
