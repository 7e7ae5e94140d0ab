/** A place that is still loading, has nothing yet, or could not be read; else what it has. Also what went wrong, in words. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.requite.ui.Phase
import app.requite.ui.theme.LocalMotion
import app.requite.ui.theme.Motion
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** What a place shows in each phase. An empty one still shows what can be done in it. */
@Composable
fun Phased(phase: Phase, error: String?, retry: () -> Unit, content: @Composable () -> Unit) {
    when (phase) {
        Phase.Loading -> Loading()
        Phase.Failed -> Failed(error, retry)
        Phase.Empty, Phase.Ready -> content()
    }
}

/** While it loads. Only a circle moves, and only where things may move. */
@Composable
fun Loading(modifier: Modifier = Modifier) {
    Alone(modifier) {
        when (LocalMotion.current) {
            Motion.Gentle -> CircularProgressIndicator(Modifier.size(36.dp), strokeWidth = 3.dp)
            Motion.Still -> Sprig(Modifier.size(72.dp))
        }
        Text(
            word(Word.CommonLoading),
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            style = MaterialTheme.typography.titleLarge,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}

/** When it could not be read: why, and one way on. */
@Composable
fun Failed(error: String?, retry: () -> Unit, modifier: Modifier = Modifier) {
    Alone(modifier) {
        Sprig(Modifier.size(72.dp))
        Text(
            word(Family.Error, error ?: "other"),
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            style = MaterialTheme.typography.titleLarge,
            textAlign = TextAlign.Center,
        )
        MainButton(word(Word.CommonRetry), retry)
    }
}

/** When there is nothing yet: one sentence that says how it begins. */
@Composable
fun Beginning(text: String, modifier: Modifier = Modifier) {
    Column(
        modifier.fillMaxWidth().padding(horizontal = Space.wide, vertical = Space.wide),
        Arrangement.spacedBy(Space.large),
        Alignment.CenterHorizontally,
    ) {
        Sprig(Modifier.size(96.dp))
        Text(
            text,
            style = MaterialTheme.typography.titleLarge,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            textAlign = TextAlign.Center,
        )
    }
}

/** What went wrong, in words, where it happened. Read out when it comes. */
@Composable
fun ErrorLine(error: String?, modifier: Modifier = Modifier) {
    if (error == null) return
    Notice(word(Family.Error, error), NoticeKind.Wrong, modifier)
}

/** Why something is said beside what a person does. */
enum class NoticeKind { Wrong, News }

/** A sentence on a strip of its own. */
@Composable
fun Notice(text: String, kind: NoticeKind, modifier: Modifier = Modifier) {
    val c = MaterialTheme.colorScheme
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = MaterialTheme.shapes.medium,
        color = if (kind == NoticeKind.Wrong) c.errorContainer else c.tertiaryContainer,
        contentColor = if (kind == NoticeKind.Wrong) c.onErrorContainer else c.onTertiaryContainer,
    ) {
        Row(Modifier.padding(Space.medium), Arrangement.spacedBy(Space.medium), Alignment.CenterVertically) {
            Icon(if (kind == NoticeKind.Wrong) Icons.Note else Icons.Sync, contentDescription = null)
            Text(text, Modifier.weight(1f), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
private fun Alone(modifier: Modifier, content: @Composable () -> Unit) {
    Column(
        modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.vast),
        Arrangement.spacedBy(Space.wide, Alignment.CenterVertically),
        Alignment.CenterHorizontally,
    ) {
        Column(
            Modifier.widthIn(max = 420.dp),
            Arrangement.spacedBy(Space.large),
            Alignment.CenterHorizontally,
        ) { content() }
    }
}
