/** Days, times and shares as a person reads them, in the language of the words. What cannot be read is shown as it is. */
package app.requite.ui.words

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import java.time.DateTimeException
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import kotlin.math.roundToInt

/** The zone in which times are said: the phone's; pictures give their own. */
val LocalZone = staticCompositionLocalOf<ZoneId> { ZoneId.systemDefault() }

/** `2026-11-27` as `Friday, 27 November`. */
@Composable
@ReadOnlyComposable
fun dayWithWeekday(date: String): String = day(date, LocalWords.current, Word.PatternDay)

/** `2026-11-27` as `27 November 2026`. */
@Composable
@ReadOnlyComposable
fun day(date: String): String = day(date, LocalWords.current, Word.PatternDayYear)

/** Milliseconds since 1970 as a day and a minute. */
@Composable
@ReadOnlyComposable
fun moment(ms: Long): String {
    val words = LocalWords.current
    val pattern = DateTimeFormatter.ofPattern(words.text(Word.PatternMoment.key), words.locale)
    return pattern.format(Instant.ofEpochMilli(ms).atZone(LocalZone.current))
}

/** A share from 0 to 1 as so many in ten. */
fun inTen(share: Double): Int = (share * TEN).roundToInt()

private fun day(date: String, words: Words, pattern: Word): String = try {
    LocalDate.parse(date).format(DateTimeFormatter.ofPattern(words.text(pattern.key), words.locale))
} catch (_: DateTimeException) {
    date
}

private const val TEN = 10
