/**
 * The letters: a plain face for what the app says, a book face for what a person wrote and for titles. Sizes in sp, so that they
 * grow with the phone's; which files the faces come from is told by whoever draws.
 */
package app.requite.ui.theme

import androidx.compose.material3.Typography
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.sp

/** The two faces. */
data class Typefaces(val plain: FontFamily, val page: FontFamily)

/** How what a person wrote is set. */
data class PageType(
    /** While it is read among other things. */
    val excerpt: TextStyle,
    /** While it is written. */
    val writing: TextStyle,
    /** A line to be copied letter by letter. */
    val digits: TextStyle,
)

/** The type of what a person wrote; set by the theme. */
val LocalPageType = staticCompositionLocalOf { pageType(Typefaces(FontFamily.Default, FontFamily.Serif)) }

/**
 * The type of what the app says. Where the phone makes letters larger by [scale], titles, which are large already, grow by half
 * of that, so that a long word still fits on a line.
 */
fun typography(faces: Typefaces, scale: Float): Typography = with(Titles(faces.page, scale)) { Typography(
    displayLarge = title(40.sp, 48.sp, FontWeight.Normal),
    displayMedium = title(34.sp, 42.sp, FontWeight.Normal),
    displaySmall = title(30.sp, 38.sp, FontWeight.Normal),
    headlineLarge = title(28.sp, 36.sp, FontWeight.Medium),
    headlineMedium = title(25.sp, 32.sp, FontWeight.Medium),
    headlineSmall = title(22.sp, 29.sp, FontWeight.Medium),
    titleLarge = title(20.sp, 27.sp, FontWeight.Medium),
    titleMedium = style(faces.plain, 16.sp, 23.sp, FontWeight.SemiBold),
    titleSmall = style(faces.plain, 14.sp, 20.sp, FontWeight.SemiBold),
    bodyLarge = style(faces.plain, 16.sp, 24.sp),
    bodyMedium = style(faces.plain, 15.sp, 22.sp),
    bodySmall = style(faces.plain, 13.sp, 19.sp),
    labelLarge = style(faces.plain, 15.sp, 20.sp, FontWeight.SemiBold),
    labelMedium = style(faces.plain, 13.sp, 18.sp, FontWeight.Medium),
    labelSmall = style(faces.plain, 12.sp, 16.sp, FontWeight.Medium),
) }

/** Titles in one face, which grow less than the rest. */
private class Titles(private val face: FontFamily, scale: Float) {
    private val growth = if (scale <= 1f) 1f else (1f + (scale - 1f) / 2f) / scale

    fun title(size: TextUnit, line: TextUnit, weight: FontWeight) = style(face, size * growth, line * growth, weight)
}

/** The type of what a person wrote. */
fun pageType(faces: Typefaces): PageType = PageType(
    excerpt = style(faces.page, 16.sp, 25.sp),
    writing = style(faces.page, 18.sp, 30.sp),
    digits = style(faces.plain, 34.sp, 44.sp, FontWeight.Medium).copy(letterSpacing = 6.sp),
)

private fun style(face: FontFamily, size: TextUnit, line: TextUnit, weight: FontWeight = FontWeight.Normal) = TextStyle(
    fontFamily = face,
    fontSize = size,
    lineHeight = line,
    fontWeight = weight,
    lineBreak = LineBreak.Paragraph,
)
