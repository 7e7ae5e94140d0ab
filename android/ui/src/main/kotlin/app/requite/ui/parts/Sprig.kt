/** A sprig: what stands where a page has nothing yet. Drawn, so that it grows and turns dark with everything else. */
package app.requite.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.rotate

/** The sprig, on a disc of its own colour. Says nothing to a screen reader. */
@Composable
fun Sprig(modifier: Modifier = Modifier) {
    val c = MaterialTheme.colorScheme
    val disc = c.secondaryContainer
    val stem = c.primary
    val leaf = c.primary.copy(alpha = LEAF)
    Canvas(modifier) {
        drawCircle(disc)
        val way = Path().apply {
            moveTo(size.width * 0.5f, size.height * 0.82f)
            cubicTo(
                size.width * 0.5f, size.height * 0.62f, size.width * 0.46f, size.height * 0.45f,
                size.width * 0.52f, size.height * 0.24f,
            )
        }
        drawPath(way, stem, style = Stroke(size.width * 0.022f, cap = StrokeCap.Round))
        leaf(0.5f, 0.66f, -52f, leaf)
        leaf(0.49f, 0.58f, 44f, leaf)
        leaf(0.485f, 0.46f, -40f, leaf)
        leaf(0.495f, 0.4f, 38f, leaf)
        leaf(0.515f, 0.3f, 4f, leaf)
    }
}

/** One leaf that grows from a point of the stem, turned by so many degrees. */
private fun DrawScope.leaf(x: Float, y: Float, degrees: Float, colour: Color) {
    val root = Offset(size.width * x, size.height * y)
    val blade = Size(size.width * 0.1f, size.height * 0.21f)
    rotate(degrees, root) {
        val path = Path().apply {
            moveTo(root.x, root.y)
            quadraticTo(root.x - blade.width, root.y - blade.height * 0.55f, root.x, root.y - blade.height)
            quadraticTo(root.x + blade.width, root.y - blade.height * 0.55f, root.x, root.y)
        }
        drawPath(path, colour)
    }
}

private const val LEAF = 0.72f
