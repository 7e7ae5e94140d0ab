/**
 * The colours: paper and ink, by day and by night. None of them means a person, none judges, and nothing is red; a colour is
 * named only here.
 */
package app.requite.ui.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color

/** Whether it is day or night on the screen. */
enum class Look { Day, Night }

/** What two colours must be apart: words more than shapes. */
enum class Legible(
    /** The least ratio of luminance that WCAG 2.2 asks for. */
    val ratio: Double,
) {
    Text(4.5),
    Shape(3.0),
}

/** Two colours that meet on a screen. */
data class ColourPair(val name: String, val front: Color, val back: Color, val needs: Legible)

/** The colours of a look. */
fun colours(look: Look): ColorScheme = when (look) {
    Look.Day -> day
    Look.Night -> night
}

/** Every pair of colours that is drawn, so that a test can measure it. */
fun pairs(look: Look): List<ColourPair> {
    val c = colours(look)
    fun text(name: String, front: Color, back: Color) = ColourPair(name, front, back, Legible.Text)
    fun shape(name: String, front: Color, back: Color) = ColourPair(name, front, back, Legible.Shape)
    return listOf(
        text("words on paper", c.onBackground, c.background),
        text("words on a card", c.onSurface, c.surfaceContainerLow),
        text("words in a field", c.onSurface, c.surfaceContainerLowest),
        text("words on a bar", c.onSurface, c.surfaceContainer),
        text("quiet words on paper", c.onSurfaceVariant, c.background),
        text("quiet words on a card", c.onSurfaceVariant, c.surfaceContainerLow),
        text("quiet words in a field", c.onSurfaceVariant, c.surfaceContainerLowest),
        text("quiet words on a bar", c.onSurfaceVariant, c.surfaceContainer),
        text("words on a main button", c.onPrimary, c.primary),
        text("a word that can be pressed, on paper", c.primary, c.background),
        text("a word that can be pressed, on a card", c.primary, c.surfaceContainerLow),
        text("a word that can be pressed, in a field", c.primary, c.surfaceContainerLowest),
        text("words on what is chosen", c.onPrimaryContainer, c.primaryContainer),
        text("words on a soft button", c.onSecondaryContainer, c.secondaryContainer),
        text("words on a notice", c.onTertiaryContainer, c.tertiaryContainer),
        text("words on the undo bar", c.inverseOnSurface, c.inverseSurface),
        text("the way back on the undo bar", c.inversePrimary, c.inverseSurface),
        text("what went wrong, on paper", c.error, c.background),
        text("what went wrong, on its card", c.onErrorContainer, c.errorContainer),
        shape("the edge of a field on paper", c.outline, c.background),
        shape("the edge of a field on a card", c.outline, c.surfaceContainerLow),
        shape("a bar of counts", c.secondary, c.surfaceContainerLow),
        shape("the range behind a count", c.outline, c.surfaceContainerLow),
        shape("a switch that is on", c.primary, c.surfaceContainerLow),
    )
}

private val day = lightColorScheme(
    primary = Color(0xFF2D5F57), onPrimary = Color(0xFFFFFFFF),
    primaryContainer = Color(0xFFD3E7DF), onPrimaryContainer = Color(0xFF12332E),
    inversePrimary = Color(0xFFA3D5C8),
    secondary = Color(0xFF6E665C), onSecondary = Color(0xFFFFFFFF),
    secondaryContainer = Color(0xFFECE3D4), onSecondaryContainer = Color(0xFF3A332A),
    tertiary = Color(0xFF77560F), onTertiary = Color(0xFFFFFFFF),
    tertiaryContainer = Color(0xFFF7E6BF), onTertiaryContainer = Color(0xFF41300A),
    background = Color(0xFFFAF6EE), onBackground = Color(0xFF2A2520),
    surface = Color(0xFFFAF6EE), onSurface = Color(0xFF2A2520),
    surfaceVariant = Color(0xFFEFE7DA), onSurfaceVariant = Color(0xFF625A4F),
    surfaceTint = Color(0xFF2D5F57),
    inverseSurface = Color(0xFF38322B), inverseOnSurface = Color(0xFFF9F2E7),
    error = Color(0xFF76480F), onError = Color(0xFFFFFFFF),
    errorContainer = Color(0xFFF4E3CC), onErrorContainer = Color(0xFF42290A),
    outline = Color(0xFF8B8173), outlineVariant = Color(0xFFE0D6C6),
    scrim = Color(0xFF1A1612),
    surfaceBright = Color(0xFFFFFDF9), surfaceDim = Color(0xFFE8E0D3),
    surfaceContainerLowest = Color(0xFFFFFFFF), surfaceContainerLow = Color(0xFFFFFDF8),
    surfaceContainer = Color(0xFFF4EDE1), surfaceContainerHigh = Color(0xFFEFE7DA),
    surfaceContainerHighest = Color(0xFFE9E0D1),
)

private val night = darkColorScheme(
    primary = Color(0xFF9FD3C5), onPrimary = Color(0xFF0B362F),
    primaryContainer = Color(0xFF244A43), onPrimaryContainer = Color(0xFFCDE9E0),
    inversePrimary = Color(0xFF2D5F57),
    secondary = Color(0xFFB9AFA1), onSecondary = Color(0xFF2B2620),
    secondaryContainer = Color(0xFF3B352D), onSecondaryContainer = Color(0xFFECE2D3),
    tertiary = Color(0xFFE3C681), onTertiary = Color(0xFF3A2A03),
    tertiaryContainer = Color(0xFF4A3A15), onTertiaryContainer = Color(0xFFF6E3B8),
    background = Color(0xFF181512), onBackground = Color(0xFFEBE3D8),
    surface = Color(0xFF181512), onSurface = Color(0xFFEBE3D8),
    surfaceVariant = Color(0xFF332E27), onSurfaceVariant = Color(0xFFBDB3A5),
    surfaceTint = Color(0xFF9FD3C5),
    inverseSurface = Color(0xFFEBE3D8), inverseOnSurface = Color(0xFF2F2A24),
    error = Color(0xFFE8C08C), onError = Color(0xFF3C2606),
    errorContainer = Color(0xFF4B361A), onErrorContainer = Color(0xFFF7E0C2),
    outline = Color(0xFF8F8577), outlineVariant = Color(0xFF3A342C),
    scrim = Color(0xFF000000),
    surfaceBright = Color(0xFF3B352E), surfaceDim = Color(0xFF181512),
    surfaceContainerLowest = Color(0xFF120F0D), surfaceContainerLow = Color(0xFF221E19),
    surfaceContainer = Color(0xFF272219), surfaceContainerHigh = Color(0xFF2F2A23),
    surfaceContainerHighest = Color(0xFF39332B),
)
