/** The sheet on which something is noted in a few seconds; every field may be left out that the engine does not need. */
package app.requite.ui.capture

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.requite.engine.Direction
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.parts.Chips
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.IconPress
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Option
import app.requite.ui.parts.Sheet
import app.requite.ui.parts.Sprig
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.Undo
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.feelings
import app.requite.ui.words.moments
import app.requite.ui.words.word

/** Draws a state of the sheet. */
@Composable
fun CaptureScreen(state: CaptureState, on: (CaptureEvent) -> Unit) {
    Sheet(word(Word.CaptureTitle), { on(CaptureEvent.Closed) }, Undo(state.saved) { on(CaptureEvent.Undone) }) {
        when (state.phase) {
            Phase.Loading -> {
                Sprig(Modifier.size(72.dp).align(Alignment.CenterHorizontally))
                Hint(word(Word.CommonLoading), Modifier.align(Alignment.CenterHorizontally))
            }
            Phase.Failed -> {
                Sprig(Modifier.size(72.dp).align(Alignment.CenterHorizontally))
                ErrorLine(state.error ?: "other")
            }
            Phase.Empty, Phase.Ready -> Noting(state, on)
        }
    }
}

@Composable
private fun Noting(state: CaptureState, on: (CaptureEvent) -> Unit) {
    ErrorLine(state.error)
    Chips(CaptureMode.entries.map { Option(it, word(Family.Mode, it)) }, state.mode) { on(CaptureEvent.ModeChosen(it)) }
    if (state.mode != CaptureMode.Care) WithWhom(state, on)
    when (state.mode) {
        CaptureMode.Moment -> Moment(state, on)
        CaptureMode.Felt -> Felt(state, on)
        CaptureMode.Care -> Unit
    }
    Typed(word(if (state.mode == CaptureMode.Care) Word.CaptureCare else Word.CaptureLine), state.line, Typing.Prose) {
        on(CaptureEvent.LineChanged(it))
    }
    Typed(word(Word.CaptureDate), state.date, Typing.Exact) { on(CaptureEvent.DateChanged(it)) }
    MainButton(word(Word.CommonSave), { on(CaptureEvent.Saved) }, Modifier.fillMaxWidth())
}

@Composable
private fun WithWhom(state: CaptureState, on: (CaptureEvent) -> Unit) {
    var name by rememberSaveable { mutableStateOf("") }
    Heading(word(Word.CapturePerson))
    if (state.people.isEmpty()) Hint(word(Word.CaptureEmpty))
    Chips(state.people.map { Option(it.id, it.alias ?: it.name) }, state.person) { on(CaptureEvent.PersonChosen(it)) }
    Row(horizontalArrangement = Arrangement.spacedBy(Space.small), verticalAlignment = Alignment.CenterVertically) {
        Typed(word(Word.CapturePersonNew), name, Typing.Short, Modifier.weight(1f)) { name = it }
        if (name.isNotBlank()) {
            IconPress(Icons.Plus, word(Word.CapturePersonAdd), {
                on(CaptureEvent.PersonNamed(name))
                name = ""
            })
        }
    }
}

@Composable
private fun Moment(state: CaptureState, on: (CaptureEvent) -> Unit) {
    Heading(word(Word.CaptureKind))
    Chips(moments.map { Option(it, word(Family.Moment, it)) }, state.kind) { on(CaptureEvent.KindChosen(it)) }
    Heading(word(Word.CaptureDirection))
    Chips(Direction.entries.map { Option(it, word(Family.Direction, it)) }, state.direction) {
        on(CaptureEvent.DirectionChosen(it))
    }
}

@Composable
private fun Felt(state: CaptureState, on: (CaptureEvent) -> Unit) {
    Heading(word(Word.CaptureFeelings))
    feelings.forEach { feeling ->
        Column(Modifier.padding(bottom = Space.small), Arrangement.spacedBy(Space.small)) {
            Text(word(Family.Feeling, feeling), style = MaterialTheme.typography.bodyLarge)
            val steps = (LOWEST..HIGHEST).map { Option<Int?>(it, signed(it)) }
            val chosen = state.feelings[feeling]
            // Pressing the chosen one again takes it back: what is not known is not said.
            Chips(steps, chosen) { on(CaptureEvent.FeelingSet(feeling, it.takeIf { step -> step != chosen })) }
        }
    }
}

/** A step with its sign, minus as a minus. */
private fun signed(step: Int): String = when {
    step > 0 -> "+$step"
    step < 0 -> "\u2212${-step}"
    else -> "0"
}

private const val LOWEST = -2
private const val HIGHEST = 2
