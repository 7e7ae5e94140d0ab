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

/** The type of what the app says. */
fun typography(faces: Typefaces): Typography = Typography(
    displayLarge = style(faces.page, 40.sp, 48.sp),
    displayMedium = style(faces.page, 34.sp, 42.sp),
    displaySmall = style(faces.page, 30.sp, 38.sp),
    headlineLarge = style(faces.page, 28.sp, 36.sp, FontWeight.Medium),
    headlineMedium = style(faces.page, 25.sp, 32.sp, FontWeight.Medium),
    headlineSmall = style(faces.page, 22.sp, 29.sp, FontWeight.Medium),
    titleLarge = style(faces.page, 20.sp, 27.sp, FontWeight.Medium),
    titleMedium = style(faces.plain, 16.sp, 23.sp, FontWeight.SemiBold),
    titleSmall = style(faces.plain, 14.sp, 20.sp, FontWeight.SemiBold),
    bodyLarge = style(faces.plain, 16.sp, 24.sp),
    bodyMedium = style(faces.plain, 15.sp, 22.sp),
    bodySmall = style(faces.plain, 13.sp, 19.sp),
    labelLarge = style(faces.plain, 15.sp, 20.sp, FontWeight.SemiBold),
    labelMedium = style(faces.plain, 13.sp, 18.sp, FontWeight.Medium),
    labelSmall = style(faces.plain, 12.sp, 16.sp, FontWeight.Medium),
)

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
