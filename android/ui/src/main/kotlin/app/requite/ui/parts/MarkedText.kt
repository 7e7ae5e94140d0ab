/** Text in which places are marked, by a ground of their own and a line under them; the text itself stays as it was written. */
package app.requite.ui.parts

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextDecoration

/** A marked place: from one UTF-16 unit up to another. */
data class MarkedPlace(val start: Int, val end: Int)

/** Draws marked places while one writes. Places that the text no longer has are left out. */
class MarkedText(private val places: List<MarkedPlace>, ground: Color, ink: Color) : VisualTransformation {
    private val style = SpanStyle(ink, background = ground, textDecoration = TextDecoration.Underline)

    override fun filter(text: AnnotatedString): TransformedText =
        TransformedText(marked(text.text, places, style), OffsetMapping.Identity)
}

/** The text with a style on its marked places. */
internal fun marked(text: String, places: List<MarkedPlace>, style: SpanStyle): AnnotatedString {
    val fitting = places.map { it.start.coerceIn(0, text.length) to it.end.coerceIn(0, text.length) }.filter { it.first < it.second }
    return AnnotatedString(text, fitting.map { AnnotatedString.Range(style, it.first, it.second) })
}
