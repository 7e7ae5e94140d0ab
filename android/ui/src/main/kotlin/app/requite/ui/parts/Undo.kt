/** The offer to take back the last act. It comes and goes with the state; nothing here counts seconds. */
package app.requite.ui.parts

import androidx.compose.animation.AnimatedVisibility
import androidx.compose.animation.fadeIn
import androidx.compose.animation.fadeOut
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.ui.Undoable
import app.requite.ui.theme.LocalMotion
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** What was done, and a way back. */
@Composable
fun UndoBar(undo: Undo?, modifier: Modifier = Modifier) {
    val motion = LocalMotion.current
    // What is said stays the same while it goes.
    val last = remember { arrayOfNulls<Undoable>(1) }
    undo?.undoable?.let { last[0] = it }
    AnimatedVisibility(
        visible = undo?.undoable != null,
        modifier = modifier,
        enter = fadeIn(motion.coming()),
        exit = fadeOut(motion.coming()),
    ) {
        val what = last[0]
        if (undo != null && what != null) Bar(what, undo.take)
    }
}

@Composable
private fun Bar(what: Undoable, take: () -> Unit) {
    Surface(
        Modifier.padding(Space.large).widthIn(max = Size.line).semantics { liveRegion = LiveRegionMode.Polite },
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.inverseSurface,
        contentColor = MaterialTheme.colorScheme.inverseOnSurface,
        shadowElevation = 3.dp,
    ) {
        Row(
            Modifier.padding(start = Space.large, end = Space.tight).heightIn(min = 56.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(
                word(Family.Undo, what.what.name.lowercase()),
                Modifier.weight(1f).padding(vertical = Space.small),
                style = MaterialTheme.typography.bodyMedium,
            )
            TextButton(
                onClick = take,
                modifier = Modifier.heightIn(min = Size.target),
                colors = ButtonDefaults.textButtonColors(contentColor = MaterialTheme.colorScheme.inversePrimary),
            ) { Text(word(Word.UndoAction)) }
        }
    }
}
