/** One entry: the text, what came in from elsewhere said quietly, places that both changed, the text as it was before. */
package app.requite.ui.write

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.requite.engine.Mark
import app.requite.engine.Version
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.About
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.IconPress
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MarkedPlace
import app.requite.ui.parts.Notice
import app.requite.ui.parts.NoticeKind
import app.requite.ui.parts.Page
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.Sheet
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Undo
import app.requite.ui.parts.WordButton
import app.requite.ui.parts.Writing
import app.requite.ui.parts.Written
import app.requite.ui.theme.LocalPageType
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.listed
import app.requite.ui.words.word

/** Draws a state of the entry. */
@Composable
fun WriteScreen(state: WriteState, on: (WriteEvent) -> Unit) {
    Page(
        word(Family.Route, Route.Write), Undo(state.undoable) { on(WriteEvent.Undone) }, back = { on(WriteEvent.Closed) },
        actions = { Actions(state, on) },
        sheet = state.versions?.let { { Versions(it, on) } },
    ) {
        Phased(state.phase, state.error, { on(WriteEvent.Retried) }) { Entry(state, on) }
    }
}

@Composable
private fun Actions(state: WriteState, on: (WriteEvent) -> Unit) {
    if (state.phase == Phase.Loading || state.phase == Phase.Failed) return
    if (state.id.isNotEmpty()) {
        IconPress(Icons.Before, word(Word.WriteVersions), { on(WriteEvent.VersionsOpened) })
        IconPress(Icons.Trash, word(Word.WriteTrash), { on(WriteEvent.Trashed) })
    }
}

@Composable
private fun Entry(state: WriteState, on: (WriteEvent) -> Unit) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).imePadding()
            .padding(start = Space.wide, end = Space.wide, bottom = Space.vast * 2),
        Arrangement.spacedBy(Space.medium),
    ) {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Hint(word(if (state.saved) Word.WriteSaved else Word.CommonUnsaved), Modifier.weight(1f))
            SoftButton(word(Word.CommonSave), { on(WriteEvent.Saved) }, pressable = Pressable.whileTrue(!state.saved))
        }
        if (state.phase == Phase.Empty) Hint(word(Word.WriteEmpty))
        ErrorLine(state.error)
        if (state.merged) Notice(word(Word.WriteMerged), NoticeKind.News)
        if (state.id.isEmpty()) {
            Writing(word(Word.WriteTitle), state.title, MaterialTheme.typography.headlineMedium, emptyList()) {
                on(WriteEvent.TitleChanged(it))
            }
        } else if (state.title.isNotEmpty()) {
            Text(state.title, style = MaterialTheme.typography.headlineMedium)
        }
        val about = listOfNotNull(
            state.people.takeIf { it.isNotEmpty() }?.let { listed(it) },
            state.tags.takeIf { it.isNotEmpty() }?.let { listed(it) },
        )
        if (about.isNotEmpty()) About(about)
        state.marks.forEach { Marked(it, state.openMark?.id == it.id, on) }
        Writing(
            word(Word.WriteBody), state.body, LocalPageType.current.writing,
            state.marks.filter { it.field == BODY }.map { MarkedPlace(it.start.toInt(), it.end.toInt()) },
            Modifier.fillMaxWidth().heightIn(min = 240.dp),
        ) { on(WriteEvent.BodyChanged(it)) }
    }
}

/** A place that both devices changed: both texts, side by side in weight, and a way to be done with it. */
@Composable
private fun Marked(mark: Mark, isOpen: Boolean, on: (WriteEvent) -> Unit) {
    PaperCard {
        WordButton(word(Word.WriteMarks), { on(WriteEvent.MarkOpened(mark.id)) })
        if (isOpen) {
            mark.variants.forEach { Written(it) }
            SoftButton(word(Word.WriteMarkDone), { on(WriteEvent.MarkCleared(mark.id)) })
        }
    }
}

/** The text as it was before. */
@Composable
private fun Versions(versions: List<Version>, on: (WriteEvent) -> Unit) {
    Sheet(word(Word.WriteVersions), { on(WriteEvent.VersionsClosed) }) {
        versions.forEach { version ->
            PaperCard {
                version.at?.let { Hint(it) }
                Written(version.excerpt)
                WordButton(word(Word.WriteVersionRestore), { on(WriteEvent.VersionRestored(version.id)) })
            }
        }
    }
}

private const val BODY = "body"
