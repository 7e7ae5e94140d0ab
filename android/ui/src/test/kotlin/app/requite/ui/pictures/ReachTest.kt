/**
 * That everybody reaches everything: what can be pressed has a name and the size of a finger, and no text is cut where letters
 * are twice as large.
 */
package app.requite.ui.pictures

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.runSkikoComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.IntSize
import androidx.compose.ui.unit.dp
import app.requite.ui.sample.Told
import app.requite.ui.sample.previews
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

@OptIn(ExperimentalTestApi::class)
class ReachTest {
    @Test
    fun everythingThatCanBePressedHasANameAndTheSizeOfAFinger() {
        val wrong = previews(Told.English).flatMap { preview ->
            met(tall(Drawing.day), preview.draw).filter { it.isNameless || it.isSmall }.map { "${preview.name}: ${it.name} ${it.size}" }
        }
        assertEquals(emptyList<String>(), wrong)
    }

    @Test
    fun noTextIsCutWhereLettersAreTwiceAsLarge() {
        val wrong = Told.entries.flatMap { told ->
            previews(told).flatMap { preview ->
                met(tall(Drawing.large.copy(told = told)), preview.draw).mapNotNull { it.cut }.map { "${preview.name} $told: $it" }
            }
        }
        assertEquals(emptyList<String>(), wrong)
    }

    @Test
    fun everyPlaceHasAHeading() {
        val without = previews(Told.English)
            .filterNot { it.name == "app-covered" || it.name.endsWith("-loading") || it.name.endsWith("-failed") }
            .filter { preview -> met(Drawing.day, preview.draw).none { it.heading } }
        assertEquals(emptyList<String>(), without.map { it.name })
    }

    /** Behind the cover nothing is read out. */
    @Test
    fun theCoverIsAllThatIsReadOut() {
        val covered = previews(Told.English).first { it.name == "app-covered" }
        assertEquals(listOf("Covered"), met(Drawing.day, covered.draw).map { it.name }.filter { it.isNotEmpty() })
    }

    @Test
    fun whatIsSmallOrNamelessOrCutIsFound() {
        val bad = met(Drawing.large) {
            Box(Modifier.size(20.dp).clickable {})
            Text("Incomprehensibility", Modifier.width(60.dp))
            Box(Modifier.size(60.dp, 12.dp)) {
                Text("A sentence that does not fit into so little", maxLines = 1, overflow = TextOverflow.Ellipsis)
            }
        }
        assertEquals(1, bad.count { it.isNameless })
        assertEquals(1, bad.count { it.isSmall })
        assertEquals(2, bad.count { it.cut != null })
    }

    /** What a screen reader meets, and how large it is. */
    private data class Met(val name: String, val pressable: Boolean, val heading: Boolean, val size: IntSize, val cut: String?) {
        val isNameless get() = pressable && name.isBlank()
        val isSmall get() = pressable && minOf(size.width, size.height) < LEAST_DP - ROUNDING
    }

    /** High enough that nothing has to be scrolled for. */
    private fun tall(drawing: Drawing) = drawing.copy(heightDp = 3600)

    private fun met(drawing: Drawing, draw: @Composable () -> Unit): List<Met> {
        var found = emptyList<Met>()
        val size = Size(drawing.widthDp.toFloat(), drawing.heightDp.toFloat())
        runSkikoComposeUiTest(size, Density(1f, drawing.letters)) {
            setContent { drawing.Around(draw) }
            val cut = onAllNodes(everything, useUnmergedTree = true).fetchSemanticsNodes().mapNotNull { cut(it) }
            found = onAllNodes(everything).fetchSemanticsNodes().map { met(it) } +
                cut.map { Met("", pressable = false, heading = false, IntSize.Zero, it) }
        }
        return found
    }

    private fun met(node: SemanticsNode) = Met(
        name(node),
        SemanticsActions.OnClick in node.config && SemanticsProperties.Disabled !in node.config && SemanticsActions.SetText !in node.config,
        SemanticsProperties.Heading in node.config,
        node.size,
        null,
    )

    private fun cut(node: SemanticsNode): String? {
        val layouts = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
        return name(node).takeIf { SemanticsActions.SetText !in node.config && layouts.any { it.isCut() } }
    }

    /** Not by `didOverflowWidth`: what is asked for here is laid out in the width that it might have had. */
    private fun TextLayoutResult.isCut(): Boolean {
        val lines = 0 until lineCount
        return multiParagraph.didExceedMaxLines || didOverflowHeight || lines.any { isLineEllipsized(it) } ||
            lines.any { getLineRight(it) - getLineLeft(it) > size.width + ROUNDING } || lines.any { breaksAWord(getLineEnd(it)) }
    }

    private fun TextLayoutResult.breaksAWord(end: Int): Boolean {
        val text = layoutInput.text
        return end in 1 until text.length && text[end - 1].isLetter() && text[end].isLetter()
    }

    private fun name(node: SemanticsNode): String {
        val texts = node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (texts + node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()).joinToString(" ")
    }

    private companion object {
        const val LEAST_DP = 48f

        /** A point is lost where a size is not a whole number of them. */
        const val ROUNDING = 1f
        val everything = SemanticsMatcher("everything") { true }
    }
}
