/** The pictures that go with words: thin strokes of one width. None of them stands alone: whoever draws one says its word. */
package app.requite.ui.parts

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** All of them. */
object Icons {
    val Sun = icon(
        "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0 -8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 " +
            "M17.3 17.3l1.4 1.4 M5.3 18.7l1.4 -1.4 M17.3 6.7l1.4 -1.4",
    )
    val People = icon(
        "M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0 -7z M2.5 19.5c0 -3.6 2.9 -5.5 6.5 -5.5s6.5 1.9 6.5 5.5 " +
            "M15.5 4.9a3.5 3.5 0 0 1 0 6.3 M17.5 14.4c2.4 .7 4 2.4 4 5.1",
    )
    val Person = icon("M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0 -8z M4.5 20.5c0 -4 3.4 -6 7.5 -6s7.5 2 7.5 6")
    val Timeline = mirrored("M9 6h11 M9 12h11 M9 18h7 M4.5 6h.01 M4.5 12h.01 M4.5 18h.01")
    val Search = icon("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0 -14z M20.5 20.5l-4.6 -4.6")
    val Pen = icon("M4 20l1 -4.2L16.2 4.6a2 2 0 0 1 2.8 0l.4 .4a2 2 0 0 1 0 2.8L8.2 19z M14 7l3 3")
    val Plus = icon("M12 5v14 M5 12h14")
    val Back = mirrored("M20 12H4.5 M11 5.5L4.5 12l6.5 6.5")
    val Close = icon("M6 6l12 12 M18 6L6 18")
    val More = icon("M12 5h.01 M12 12h.01 M12 19h.01", width = 3f)
    val Sync = icon(
        "M4 10.5a8 8 0 0 1 14.2 -3.6l1.8 2 M20 4.4v4.5h-4.5 M20 13.5a8 8 0 0 1 -14.2 3.6l-1.8 -2 " +
            "M4 19.6v-4.5h4.5",
    )
    val Phone = icon(
        "M8 2.8h8a1.7 1.7 0 0 1 1.7 1.7v15a1.7 1.7 0 0 1 -1.7 1.7H8a1.7 1.7 0 0 1 -1.7 -1.7v-15A1.7 1.7 0 0 1 8 2.8z " +
            "M11 18.2h2",
    )
    val Sliders = icon(
        "M4 7h9 M17.5 7H20 M15.2 4.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0 -4.4z M4 17h2.5 M11 17h9 " +
            "M8.8 14.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0 -4.4z",
    )
    val Filter = icon("M4 7h16 M7 12h10 M10 17h4")
    val Before = icon("M4 12a8 8 0 1 0 2.6 -5.9L4 8.4 M4 4v4.4h4.4 M12 8v4.4l2.8 1.8")
    val Trash = icon(
        "M4.5 6.5h15 M9.5 6.5V4.5a1 1 0 0 1 1 -1h3a1 1 0 0 1 1 1v2 " +
            "M6.5 6.5l.8 12.6a1.5 1.5 0 0 0 1.5 1.4h6.4a1.5 1.5 0 0 0 1.5 -1.4l.8 -12.6 M10.5 10.5v6 M13.5 10.5v6",
    )
    val Check = icon("M5 12.8l4.5 4.5L19 7.5")
    val Eye = icon(
        "M2.5 12c2.2 -4.2 5.5 -6.3 9.5 -6.3s7.3 2.1 9.5 6.3c-2.2 4.2 -5.5 6.3 -9.5 6.3S4.7 16.2 2.5 12z " +
            "M12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0 -5.6z",
    )
    val EyeShut = icon(
        "M3 10.5c2 3.2 5.1 5 9 5s7 -1.8 9 -5 M6 14.3l-1.8 2.4 M10 15.6l-.6 2.9 M14 15.6l.6 2.9 " +
            "M18 14.3l1.8 2.4",
    )
    val Note = icon("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0 -17z M12 11v5 M12 7.8h.01")
    val Down = icon("M6 9.5l6 6l6 -6")
    val Moment = icon("M9 6.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0 -11z M15 6.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0 -11z")
    val Felt = icon("M2.5 13.5c2 0 2.4 -4.5 4.8 -4.5s2.9 6 5.2 6s2.7 -6 5 -6s2.4 4.5 4 4.5")
    val Leaf = icon(
        "M5 19c0 -9 5 -14 14.5 -14.5C20 14 15 18.5 8.5 18c-1 -.1 -2 -.4 -2.6 -.8 " +
            "M5 20.5c1.5 -5 4.5 -8.5 9 -10.5",
    )
    val Key = icon("M8 8.5a4 4 0 1 0 0 8a4 4 0 1 0 0 -8z M12 12.5h9v3.5 M17 12.5v2.5")
    val Hidden = icon(
        "M4 4l16 16 M9.6 6a9.6 9.6 0 0 1 2.4 -.3c4 0 7.3 2.1 9.5 6.3a14 14 0 0 1 -2.3 3.2 " +
            "M6.2 7.7A13.600 13.600 0 0 0 2.500 12c2.200 4.200 5.500 6.300 9.500 6.300a9 9 0 0 0 4.300 -1.100",
    )
}

private fun icon(path: String, width: Float = 1.8f): ImageVector = drawn(ImageVector.Builder(
    defaultWidth = 24.dp, defaultHeight = 24.dp, viewportWidth = SIDE, viewportHeight = SIDE,
), path, width)

/** One that points; it points the other way where text runs from right to left. */
private fun mirrored(path: String): ImageVector = drawn(ImageVector.Builder(
    defaultWidth = 24.dp, defaultHeight = 24.dp, viewportWidth = SIDE, viewportHeight = SIDE, autoMirror = true,
), path, width = 1.8f)

private fun drawn(builder: ImageVector.Builder, path: String, width: Float): ImageVector = builder.addPath(
    pathData = addPathNodes(path),
    stroke = SolidColor(Color.Black),
    strokeLineWidth = width,
    strokeLineCap = StrokeCap.Round,
    strokeLineJoin = StrokeJoin.Round,
).build()

private const val SIDE = 24f
