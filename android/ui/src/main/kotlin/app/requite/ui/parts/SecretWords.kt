/** Words that are shown once, numbered, in two columns where the letters leave room for them. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Space

/** The words; read down the first column, then the second. */
@Composable
fun SecretWords(words: List<String>) {
    val columns = if (LocalDensity.current.fontScale > LARGE_LETTERS) 1 else 2
    val numbered = words.mapIndexed { at, shown -> at + 1 to shown }
    PaperCard {
        Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.large)) {
            numbered.chunked((numbered.size + columns - 1).coerceAtLeast(columns) / columns).forEach { column ->
                Column(Modifier.weight(1f), Arrangement.spacedBy(Space.small)) { column.forEach { Numbered(it.first, it.second) } }
            }
        }
    }
}

@Composable
private fun Numbered(number: Int, shown: String) {
    Row(Modifier.semantics(mergeDescendants = true) {}, Arrangement.spacedBy(Space.small)) {
        Text(
            "$number", Modifier.widthIn(min = 24.dp).padding(top = Space.hair),
            style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Text(shown, style = MaterialTheme.typography.titleMedium)
    }
}

private const val LARGE_LETTERS = 1.4f
