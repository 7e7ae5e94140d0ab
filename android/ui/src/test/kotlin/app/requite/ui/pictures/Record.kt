/** Draws all pictures anew, and the sheet on which they are looked at together. Asked for by `RECORD=yes` around the test of pictures. */
package app.requite.ui.pictures

import java.awt.Color
import java.awt.Font
import java.awt.Graphics2D
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO

/** Writes every picture into a folder, and nothing else stays in it. */
fun record(folder: File) {
    folder.mkdirs()
    folder.listFiles { file -> file.extension == "png" }.orEmpty().forEach { it.delete() }
    pictures.forEach { File(folder, "${it.name}.png").writeBytes(it.png()) }
}

/** Writes a sheet of the pictures of a folder, small, each with its name under it. */
fun overview(folder: File, sheet: File) {
    val shown = pictures.map { it.name }.filter { name -> name.substringAfter('.') != "tablet" && name.substringBefore('.') !in leftOut }
    val rows = (shown.size + COLUMNS - 1) / COLUMNS
    val image = BufferedImage(GAP + COLUMNS * (WIDTH + GAP), GAP + rows * (HEIGHT + LABEL + GAP), BufferedImage.TYPE_INT_RGB)
    val pen = image.createGraphics()
    pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON)
    pen.color = ground
    pen.fillRect(0, 0, image.width, image.height)
    pen.font = Drawing::class.java.getResourceAsStream("/res/font/figtree_medium.ttf")
        .use { Font.createFont(Font.TRUETYPE_FONT, it) }.deriveFont(LETTERS)
    shown.forEachIndexed { at, name ->
        pen.tile(File(folder, "$name.png"), name, GAP + at % COLUMNS * (WIDTH + GAP), GAP + at / COLUMNS * (HEIGHT + LABEL + GAP))
    }
    pen.dispose()
    ImageIO.write(image, "png", sheet)
}

private fun Graphics2D.tile(file: File, name: String, x: Int, y: Int) {
    val small = ImageIO.read(file).getScaledInstance(WIDTH, HEIGHT, BufferedImage.SCALE_AREA_AVERAGING)
    drawImage(small, x, y, null)
    color = ink
    drawString(name, x, y + HEIGHT + LABEL - 4)
}

/** What says little when it is small. */
private val leftOut = setOf(
    "app-covered", "start-join", "start-loading", "unlock-loading", "capture-loading", "search-loading", "today-full",
)
private val ground = Color(0xD9D2C5)
private val ink = Color(0x2A2520)
private const val COLUMNS = 13
private const val WIDTH = 150
private const val HEIGHT = 325
private const val LABEL = 18
private const val GAP = 12
private const val LETTERS = 11f
