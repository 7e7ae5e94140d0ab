/** Draws a screen without a display: the look, the letters, the language and the size of a phone or a tablet. */
package app.requite.ui.pictures

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told
import app.requite.ui.theme.Look
import app.requite.ui.theme.Motion
import app.requite.ui.theme.RequiteTheme
import app.requite.ui.theme.Typefaces
import app.requite.ui.words.LocalWords
import app.requite.ui.words.LocalZone
import org.jetbrains.skia.EncodedImageFormat
import java.time.ZoneOffset

/** How a screen is drawn. */
data class Drawing(
    val name: String,
    val look: Look,
    val told: Told,
    val letters: Float,
    val direction: LayoutDirection,
    val widthDp: Int,
    val heightDp: Int,
) {
    /** A picture of a screen, as PNG. */
    fun png(preview: Preview): ByteArray {
        val scene = ImageComposeScene(
            (widthDp * DENSITY).toInt(), (heightDp * DENSITY).toInt(), Density(DENSITY, letters),
        ) { Around(preview.draw) }
        try {
            // What the first frame sets in motion has come to rest in the last.
            var image = scene.render(0)
            var frame = 1
            while (scene.hasInvalidations() && frame < FRAMES) image = scene.render(frame++ * FRAME_NS)
            return checkNotNull(image.encodeToData(EncodedImageFormat.PNG)).bytes
        } finally {
            scene.close()
        }
    }

    /** Everything that a screen needs around it. */
    @Composable
    fun Around(content: @Composable () -> Unit) {
        CompositionLocalProvider(
            LocalWords provides words.getValue(told),
            LocalZone provides ZoneOffset.UTC,
            LocalLayoutDirection provides direction,
        ) { RequiteTheme(look, faces, Motion.Still, content) }
    }

    companion object {
        const val DENSITY = 1.5f
        private const val FRAME_NS = 1_000_000_000L
        private const val FRAMES = 4

        val day = Drawing("day", Look.Day, Told.English, 1f, LayoutDirection.Ltr, 360, 780)
        val night = day.copy(name = "night", look = Look.Night)
        val large = day.copy(name = "large", letters = 2f)
        val mirrored = day.copy(name = "rtl", direction = LayoutDirection.Rtl)
        val spanish = day.copy(name = "es", told = Told.Spanish)
        val tablet = day.copy(name = "tablet", widthDp = 1000, heightDp = 700)

        private val words = Told.entries.associateWith { XmlWords(it.tag) }
    }
}

/** The faces that the app brings along, the same on every machine. */
val faces = Typefaces(
    plain = FontFamily(
        face("figtree_regular", FontWeight.Normal), face("figtree_medium", FontWeight.Medium),
        face("figtree_semibold", FontWeight.SemiBold),
    ),
    page = FontFamily(face("literata_regular", FontWeight.Normal), face("literata_medium", FontWeight.Medium)),
)

private fun face(name: String, weight: FontWeight) = Font(
    identity = name,
    data = checkNotNull(Drawing::class.java.getResourceAsStream("/res/font/$name.ttf")) { "no face $name" }.use { it.readBytes() },
    weight = weight,
)
