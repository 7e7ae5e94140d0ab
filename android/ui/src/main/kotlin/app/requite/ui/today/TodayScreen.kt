/** Today: one line, three ways to note something, what may be looked at. Nothing red; all of it can be put off. */
package app.requite.ui.today

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import app.requite.engine.AfterCheck
import app.requite.engine.BoundaryWeek
import app.requite.engine.Promise
import app.requite.engine.SealedNote
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Answers
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.Undo
import app.requite.ui.parts.WordButton
import app.requite.ui.parts.Written
import app.requite.ui.parts.picture
import app.requite.ui.theme.Space
import app.requite.ui.words.Counted
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.counted
import app.requite.ui.words.day
import app.requite.ui.words.dayWithWeekday
import app.requite.ui.words.word

/** Draws a state of today. */
@Composable
fun TodayScreen(state: TodayState, on: (TodayEvent) -> Unit) {
    Page(word(Family.Route, Route.Today), Undo(state.undoable) { on(TodayEvent.Undone) }) {
        Phased(state.phase, state.error, { on(TodayEvent.Retried) }) {
            PageList {
                if (state.date.isNotEmpty()) item { Hint(dayWithWeekday(state.date), Modifier.padding(start = Space.tight)) }
                if (state.error != null) item { ErrorLine(state.error) }
                item { OneLine(state, on) }
                if (state.phase == Phase.Empty) item { Beginning(word(Word.TodayEmpty)) }
                due(state.due, on)
                small(state, on)
                limits(state.limits, on)
                after(state.after, on)
                notes(state.notes, on)
            }
        }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun OneLine(state: TodayState, on: (TodayEvent) -> Unit) {
    PaperCard {
        Typed(word(Word.TodayLine), state.line, Typing.Prose) { on(TodayEvent.LineChanged(it)) }
        MainButton(
            word(Word.CommonSave), { on(TodayEvent.LineSaved) }, Modifier.align(Alignment.End),
            Pressable.whileTrue(!state.saving && state.line.isNotEmpty()),
        )
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.small), verticalArrangement = Arrangement.spacedBy(Space.small)) {
            CaptureMode.entries.forEach { mode ->
                SoftButton(word(Family.Mode, mode), { on(TodayEvent.CaptureChosen(mode)) }, icon = mode.picture)
            }
        }
    }
}

private fun LazyListScope.due(due: List<Promise>, on: (TodayEvent) -> Unit) {
    if (due.isEmpty()) return
    item { Heading(word(Word.TodayDue)) }
    due.forEach { promise ->
        item(promise.id) {
            PaperCard {
                Text(
                    word(Family.Side, promise.by), style = MaterialTheme.typography.labelMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
                Written(promise.text)
                Answers { on(TodayEvent.PromiseAnswered(promise.id, it)) }
                Dismiss(promise.id, on)
            }
        }
    }
}

private fun LazyListScope.small(state: TodayState, on: (TodayEvent) -> Unit) {
    state.care?.let { care -> item { Small(Word.TodayCare, care, CARE, on) } }
    state.prompt?.let { prompt -> item { Small(Word.TodayPrompt, prompt.text, prompt.id, on) } }
}

@Composable
private fun Small(title: Word, text: String, id: String, on: (TodayEvent) -> Unit) {
    PaperCard {
        Heading(word(title))
        Written(text)
        Dismiss(id, on)
    }
}

private fun LazyListScope.limits(limits: List<BoundaryWeek>, on: (TodayEvent) -> Unit) {
    if (limits.isEmpty()) return
    item { Heading(word(Word.TodayLimits)) }
    item { Hint(word(Word.TodayLimitsText)) }
    limits.forEach { limit ->
        item(limit.id) {
            PaperCard {
                Written(limit.person ?: word(Word.TodayLimitEverybody))
                Hint(counted(Counted.TodayLimit, limit.contacts))
                Dismiss(limit.id, on)
            }
        }
    }
}

private fun LazyListScope.after(after: List<AfterCheck>, on: (TodayEvent) -> Unit) {
    after.forEach { check -> item(check.id) { Small(Word.TodayAfter, day(check.day), check.id, on) } }
}

private fun LazyListScope.notes(notes: List<SealedNote>, on: (TodayEvent) -> Unit) {
    if (notes.isEmpty()) return
    item { Heading(word(Word.TodayNotes)) }
    notes.forEach { note ->
        item(note.id) {
            PaperCard {
                val text = note.text
                if (text != null) Written(text) else SoftButton(word(Word.TodayNotesOpen), { on(TodayEvent.NoteOpened(note.id)) })
                Dismiss(note.id, on)
            }
        }
    }
}

@Composable
private fun Dismiss(id: String, on: (TodayEvent) -> Unit) {
    WordButton(word(Word.TodayDismiss), { on(TodayEvent.Dismissed(id)) })
}

/** What the one small thing is called when it is put off. */
private const val CARE = "care"
