/** Distances, sizes and corners, one scale for all screens. */
package app.requite.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Shapes
import androidx.compose.ui.unit.dp

/** Distances between things. */
object Space {
    val hair = 2.dp
    val tight = 4.dp
    val small = 8.dp
    val medium = 12.dp
    val large = 16.dp
    val wide = 24.dp
    val vast = 40.dp
}

/** Sizes that hold everywhere. */
object Size {
    /** What a finger meets is at least so big. */
    val target = 48.dp

    /** Wider than this, a line of text is hard to follow. */
    val line = 640.dp

    /** A picture that goes with a word. */
    val icon = 24.dp

    /** How thick a bar of counts is. */
    val bar = 12.dp

    /** From this width on the places stand at the side. */
    val rail = 600.dp

    /** From this width on a list and what was opened from it stand side by side. */
    val panes = 840.dp
}

/** Corners: soft, softer where a thing is larger. */
val shapes = Shapes(
    extraSmall = RoundedCornerShape(6.dp),
    small = RoundedCornerShape(10.dp),
    medium = RoundedCornerShape(16.dp),
    large = RoundedCornerShape(20.dp),
    extraLarge = RoundedCornerShape(28.dp),
)
