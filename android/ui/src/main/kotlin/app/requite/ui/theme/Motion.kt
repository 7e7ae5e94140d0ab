/** How things move: shortly, and not at all for whoever asked the phone for less of it. */
package app.requite.ui.theme

import androidx.compose.animation.core.FiniteAnimationSpec
import androidx.compose.animation.core.snap
import androidx.compose.animation.core.tween
import androidx.compose.runtime.staticCompositionLocalOf

/** Whether things may move. */
enum class Motion {
    Still,
    Gentle,
    ;

    /** How a thing comes or goes. */
    fun <T> coming(): FiniteAnimationSpec<T> = when (this) {
        Still -> snap()
        Gentle -> tween(durationMillis = COMING_MS)
    }
}

/** What the phone was asked for; the host says it. */
val LocalMotion = staticCompositionLocalOf { Motion.Still }

private const val COMING_MS = 180
