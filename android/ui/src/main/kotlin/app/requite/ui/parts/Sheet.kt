/** A sheet over a place: it comes from below, and everything behind it waits and is not read out. */
package app.requite.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** The place behind a sheet: seen, not read out. */
@Composable
fun Behind(content: @Composable () -> Unit) {
    Box(Modifier.fillMaxSize().clearAndSetSemantics {}) { content() }
}

/** The sheet. A press beside it closes it, as its cross does. */
@Composable
fun Sheet(title: String, close: () -> Unit, undo: Undo? = null, content: @Composable ColumnScope.() -> Unit) {
    Box(Modifier.fillMaxSize(), Alignment.BottomCenter) {
        Box(
            Modifier.fillMaxSize().background(MaterialTheme.colorScheme.scrim.copy(alpha = SCRIM))
                .clearAndSetSemantics {}
                .clickable(remember { MutableInteractionSource() }, indication = null, onClick = close),
        )
        Surface(
            Modifier.fillMaxWidth().widthIn(max = Size.line).fillMaxHeight(HEIGHT).semantics { paneTitle = title },
            shape = RoundedCornerShape(topStart = 28.dp, topEnd = 28.dp),
            color = MaterialTheme.colorScheme.background,
        ) {
            Box {
                Column(Modifier.fillMaxSize()) {
                    Handle()
                    Row(
                        Modifier.fillMaxWidth().heightIn(min = 56.dp).padding(start = Space.large, end = Space.small),
                        verticalAlignment = Alignment.CenterVertically,
                    ) {
                        Text(
                            title, Modifier.weight(1f).semantics { heading() },
                            style = MaterialTheme.typography.headlineSmall,
                        )
                        IconPress(Icons.Close, word(Word.CommonClose), close)
                    }
                    Column(
                        Modifier.fillMaxWidth().weight(1f).verticalScroll(rememberScrollState()).imePadding()
                            .padding(start = Space.large, end = Space.large, bottom = Space.vast * 2),
                        Arrangement.spacedBy(Space.medium),
                        content = content,
                    )
                }
                UndoBar(undo, Modifier.align(Alignment.BottomCenter))
            }
        }
    }
}

@Composable
private fun ColumnScope.Handle() {
    Box(
        Modifier.align(Alignment.CenterHorizontally).padding(top = Space.medium).size(36.dp, 4.dp)
            .clip(RoundedCornerShape(2.dp)).background(MaterialTheme.colorScheme.outlineVariant),
    )
}

private const val SCRIM = 0.42f
private const val HEIGHT = 0.93f
