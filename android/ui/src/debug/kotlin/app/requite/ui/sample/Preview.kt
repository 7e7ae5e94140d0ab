/** A screen in one of its states, with made-up people; pictures and checks are made from these. Never part of what is shipped. */
package app.requite.ui.sample

import androidx.compose.runtime.Composable

/** One state of a screen, by the name of its picture. */
data class Preview(val name: String, val draw: @Composable () -> Unit)

/** The language of what made-up people wrote. */
enum class Told(
    /** Its tag. */
    val tag: String,
) {
    English("en"),
    Spanish("es"),
    ;

    /** One of two texts that say the same. */
    fun say(english: String, spanish: String): String = if (this == English) english else spanish
}
