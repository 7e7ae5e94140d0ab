/**
 * The picture: bars of counts of both sides, in one grey, at one size, at one scale, with the range under them. Their text
 * alternative is the sentence that the engine says; nothing is added up and nobody is above anybody.
 */
package app.requite.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.inTen
import app.requite.ui.words.word

/** One side of a measure, as it is drawn. */
data class Half(val name: String, val low: Double?, val high: Double?)

/** How often one thing happened, on either side. */
data class PairOfCounts(val what: String, val them: Int, val me: Int)

/** A measure of both. */
data class Paired(
    val measure: String,
    val counts: List<PairOfCounts>,
    val them: Half,
    val me: Half,
    val sentences: List<String>,
)

/** A card with the bars, the ranges, the sentences, and the way to the notes behind them. */
@Composable
fun PairedBars(paired: Paired, open: () -> Unit) {
    PaperCard {
        Text(
            word(Family.Measure, paired.measure),
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.titleLarge,
        )
        val alternative = paired.sentences.joinToString(" ")
        Column(
            Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = alternative },
            Arrangement.spacedBy(Space.medium),
        ) {
            val most = paired.counts.maxOfOrNull { maxOf(it.them, it.me) } ?: 0
            paired.counts.forEach { Pair(it, paired, most) }
            RangeLine(paired.them)
            RangeLine(paired.me)
        }
        paired.sentences.forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
        WordButton(word(Word.PersonWhy), open)
    }
}

@Composable
private fun Pair(counts: PairOfCounts, paired: Paired, most: Int) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.tight)) {
        Text(word(Family.Count, counts.what), style = MaterialTheme.typography.titleSmall)
        Bar(paired.them.name, counts.them, most)
        Bar(paired.me.name, counts.me, most)
    }
}

@Composable
private fun Bar(name: String, count: Int, most: Int) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
        Text(
            name, Modifier.width(columnWidth()), style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Row(Modifier.weight(1f), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
            val share = if (most == 0) 0f else count.toFloat() / most
            if (count > 0) {
                Box(
                    Modifier.weight(share * BAR_SHARE).height(Size.bar).clip(RoundedCornerShape(3.dp))
                        .background(MaterialTheme.colorScheme.secondary),
                )
            }
            Text(count.toString(), style = MaterialTheme.typography.labelMedium)
            val rest = 1f - share * BAR_SHARE
            Box(Modifier.weight(rest))
        }
    }
}

/** From nought to ten, and which part of it the truth lies in as far as the notes tell. */
@Composable
private fun RangeLine(half: Half) {
    val low = half.low ?: return
    val high = half.high ?: return
    Column(verticalArrangement = Arrangement.spacedBy(Space.tight)) {
        val colour = MaterialTheme.colorScheme
        Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
            Text(
                half.name, Modifier.width(columnWidth()), style = MaterialTheme.typography.bodySmall,
                color = colour.onSurfaceVariant,
            )
            Canvas(Modifier.weight(1f).height(Size.bar)) {
                val from = if (layoutDirection == LayoutDirection.Rtl) 1 - high else low
                val to = if (layoutDirection == LayoutDirection.Rtl) 1 - low else high
                val y = center.y
                drawLine(colour.outlineVariant, Offset(0f, y), Offset(size.width, y), 2.dp.toPx(), StrokeCap.Round)
                val ends = Offset(size.width * from.toFloat(), y) to Offset(size.width * to.toFloat(), y)
                drawLine(colour.outline, ends.first, ends.second, 6.dp.toPx(), StrokeCap.Round)
            }
        }
        Text(
            word(Word.PersonRange, inTen(low), inTen(high)),
            Modifier.padding(start = columnWidth() + Space.small),
            style = MaterialTheme.typography.bodySmall,
            color = colour.onSurfaceVariant,
            textAlign = TextAlign.Start,
        )
    }
}

/** Room for a short name that grows with the letters; the same for both. */
@Composable
private fun columnWidth() = 52.dp * LocalDensity.current.fontScale.coerceIn(1f, 2f)

/** The longest bar leaves room for its number. */
private const val BAR_SHARE = 0.86f
