/** The frame of a place: its title, the way back, what can be done with all of it, and the offer to take back the last act. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import app.requite.ui.Undoable
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** What lies around a place: the way back, where there is one, and what else the frame of the app offers on its bar. */
data class Surroundings(val back: (() -> Unit)?, val actions: @Composable RowScope.() -> Unit)

/** The surroundings of the place that is drawn; the app's frame gives them. */
val LocalSurroundings = staticCompositionLocalOf { Surroundings(back = null, actions = {}) }

/** An act and how it is taken back. */
data class Undo(val undoable: Undoable?, val take: () -> Unit)

/** A whole place. [back] is the place's own way back, where leaving it is more than going; [sheet] lies over all of it. */
@Composable
fun Page(
    title: String,
    undo: Undo? = null,
    back: (() -> Unit)? = LocalSurroundings.current.back,
    actions: @Composable RowScope.() -> Unit = {},
    sheet: (@Composable () -> Unit)? = null,
    content: @Composable () -> Unit,
) {
    val page: @Composable () -> Unit = { Whole(title, undo, back, actions, content) }
    if (sheet == null) {
        page()
    } else {
        Behind(page)
        sheet()
    }
}

@Composable
private fun Whole(
    title: String,
    undo: Undo?,
    back: (() -> Unit)?,
    actions: @Composable RowScope.() -> Unit,
    content: @Composable () -> Unit,
) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Column(Modifier.fillMaxSize()) {
            Bar(title, back, actions)
            Box(Modifier.weight(1f).fillMaxWidth(), contentAlignment = Alignment.TopCenter) {
                Box(Modifier.widthIn(max = Size.line).fillMaxSize()) { content() }
                UndoBar(undo, Modifier.align(Alignment.BottomCenter))
            }
        }
    }
}

/** What a place has, one under the other. */
@Composable
fun PageList(gap: PageGap = PageGap.Cards, content: LazyListScope.() -> Unit) {
    LazyColumn(
        Modifier.fillMaxSize(),
        contentPadding = PaddingValues(start = Space.large, end = Space.large, top = Space.small, bottom = Space.vast * 2),
        verticalArrangement = Arrangement.spacedBy(gap.distance),
        content = content,
    )
}

/** How far apart the things of a list are. */
enum class PageGap(internal val distance: Dp) {
    Cards(Space.medium),
    Rows(Space.small),
}

/** The title of a part of a place. */
@Composable
fun Heading(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        modifier.padding(top = Space.medium, bottom = Space.tight).semantics { heading() },
        style = MaterialTheme.typography.titleMedium,
        color = MaterialTheme.colorScheme.onBackground,
    )
}

/** Words that explain. */
@Composable
fun Hint(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        modifier,
        style = MaterialTheme.typography.bodyMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

@Composable
private fun Bar(title: String, back: (() -> Unit)?, actions: @Composable RowScope.() -> Unit) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = 64.dp).padding(start = Space.tight, end = Space.small),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        back?.let { IconPress(Icons.Back, word(Word.CommonBack), it) }
        Text(
            title,
            Modifier.weight(1f)
                .padding(start = if (back == null) Space.medium else Space.tight, top = Space.small, bottom = Space.small)
                .semantics { heading() },
            style = MaterialTheme.typography.headlineSmall,
        )
        actions()
        LocalSurroundings.current.actions(this)
    }
}
