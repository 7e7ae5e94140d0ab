/** Cards: a piece of paper with one thing on it, and what such a thing says of itself. */
package app.requite.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.LocalPageType
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.listed
import app.requite.ui.words.word

/** A card; the whole of it can be pressed where there is something behind it. */
@Composable
fun PaperCard(modifier: Modifier = Modifier, press: (() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    val c = MaterialTheme.colorScheme
    val inside: @Composable () -> Unit = {
        Column(Modifier.fillMaxWidth().padding(Space.large), Arrangement.spacedBy(Space.small), content = content)
    }
    val edge = BorderStroke(1.dp, c.outlineVariant)
    if (press == null) {
        Surface(modifier.fillMaxWidth(), MaterialTheme.shapes.large, c.surfaceContainerLow, c.onSurface, border = edge, content = inside)
    } else {
        Surface(
            press, modifier.fillMaxWidth().heightIn(min = Size.target), shape = MaterialTheme.shapes.large,
            color = c.surfaceContainerLow, contentColor = c.onSurface, border = edge, content = inside,
        )
    }
}

/** What is said of a thing on a list: its kind, its day where that is not said above, who it is about, and its first words. */
data class Line(val kind: String, val day: String?, val text: String, val people: List<String>)

/** One thing of a list. */
@Composable
fun LineCard(line: Line, modifier: Modifier = Modifier, press: (() -> Unit)? = null) {
    PaperCard(modifier.semantics(mergeDescendants = true) {}, press) {
        About(listOfNotNull(word(Family.Kind, line.kind), line.people.takeIf { it.isNotEmpty() }?.let { listed(it) }, line.day))
        Text(line.text, style = LocalPageType.current.excerpt)
    }
}

/** Small words beside each other, under each other where they do not fit. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun About(words: List<String>, modifier: Modifier = Modifier) {
    FlowRow(modifier, Arrangement.spacedBy(Space.small)) {
        words.forEachIndexed { at, said ->
            Text(
                if (at == 0) said else "·  $said",
                style = MaterialTheme.typography.labelMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

/** What a person wrote, in the book face. */
@Composable
fun Written(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier, style = LocalPageType.current.excerpt)
}
