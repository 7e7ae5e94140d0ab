/** How like two pictures are: a few points may differ a little from machine to machine, a word or a place may not. */
package app.requite.ui.pictures

import java.awt.image.BufferedImage
import java.io.ByteArrayInputStream
import javax.imageio.ImageIO
import kotlin.math.abs

/** What of a picture differs: so many of so many points. */
data class Difference(val points: Int, val of: Int, val picture: BufferedImage) {
    /** Whether it is more than machines differ in. */
    val matters: Boolean get() = points > of * SHARE

    private companion object {
        /** One point in two thousand. */
        const val SHARE = 0.0005
    }
}

/** Compares two pictures; those of different sizes differ everywhere. */
fun difference(kept: ByteArray, drawn: ByteArray): Difference {
    val one = image(kept)
    val other = image(drawn)
    if (one.width != other.width || one.height != other.height) {
        return Difference(one.width * one.height, one.width * one.height, other)
    }
    val shown = BufferedImage(one.width, one.height, BufferedImage.TYPE_INT_RGB)
    var points = 0
    for (y in 0 until one.height) {
        for (x in 0 until one.width) {
            val differs = differs(one.getRGB(x, y), other.getRGB(x, y))
            if (differs) points++
            shown.setRGB(x, y, if (differs) BLACK else WHITE)
        }
    }
    return Difference(points, one.width * one.height, shown)
}

private fun image(png: ByteArray): BufferedImage = checkNotNull(ImageIO.read(ByteArrayInputStream(png))) { "no picture" }

private fun differs(one: Int, other: Int): Boolean =
    listOf(16, 8, 0).any { shift -> abs((one shr shift and BYTE) - (other shr shift and BYTE)) > TOLERANCE }

private const val BYTE = 0xFF
private const val TOLERANCE = 12
private const val BLACK = 0x202020
private const val WHITE = 0xFFFFFF
