/** That everything drawn can be told from what it is drawn on, by the measure of WCAG 2.2, by day and by night. */
package app.requite.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import kotlin.math.max
import kotlin.math.min

class ContrastTest {
    @Test
    fun everyPairIsLegible() {
        Look.entries.forEach { look -> assertEquals(emptyList<String>(), tooClose(pairs(look)), "$look") }
    }

    @Test
    fun greyOnPaperIsFound() {
        val faint = ColourPair("faint", Color(0xFFB5AC9F), Color(0xFFFAF6EE), Legible.Text)
        assertEquals(1, tooClose(listOf(faint)).size)
        assertEquals(1, tooClose(listOf(faint.copy(needs = Legible.Shape))).size)
    }

    /** Red is for no one: a hue near it is no colour of ours. */
    @Test
    fun nothingIsRed() {
        Look.entries.forEach { look ->
            val drawn = pairs(look).flatMap { listOf(it.front, it.back) }
            assertEquals(emptyList<Color>(), drawn.filter(::isRed), "$look")
        }
        assertTrue(isRed(Color(0xFFB3261E)))
    }

    /** A colour that is not in the theme is not measured. */
    @Test
    fun coloursAreNamedInTheThemeOnly() {
        val sources = File("src/main/kotlin").walkTopDown().filter { it.extension == "kt" && it.parentFile.name != "theme" }.toList()
        assertTrue(sources.isNotEmpty())
        assertEquals(emptyList<String>(), sources.filter { namesColour(it.readText()) }.map { it.name })
        assertTrue(namesColour("val c = Color(0xFF00FF00)"))
    }

    private fun namesColour(text: String) = Regex("""Color\(0x|Color\.(Red|Green|Blue|Yellow|White|Gray)\b""").containsMatchIn(text)

    private fun isRed(colour: Color): Boolean {
        val high = max(colour.green, colour.blue)
        return colour.red > 0.35f && colour.red > high * 1.9f
    }

    private fun tooClose(pairs: List<ColourPair>): List<String> =
        pairs.filter { ratio(it) < it.needs.ratio }.map { "${it.name}: ${"%.2f".format(ratio(it))}" }

    private fun ratio(pair: ColourPair): Double {
        val one = pair.front.luminance().toDouble()
        val other = pair.back.luminance().toDouble()
        return (max(one, other) + LIFT) / (min(one, other) + LIFT)
    }

    private companion object {
        const val LIFT = 0.05
    }
}
