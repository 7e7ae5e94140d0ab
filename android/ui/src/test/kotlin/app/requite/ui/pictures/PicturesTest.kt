/** That the screens are drawn as their kept pictures show. What differs is written to `target/pictures/`, with its difference. */
package app.requite.ui.pictures

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import java.io.File
import javax.imageio.ImageIO

class PicturesTest {
    @Test
    fun everyScreenLooksAsItsPicture() {
        val out = File("target/pictures")
        val different = pictures.filterNot { picture ->
            val file = File(kept, "${picture.name}.png")
            file.exists() && isAlike(picture, file, out)
        }
        val names = different.map { it.name }
        assertEquals(emptyList<String>(), names, "look at target/pictures; if all of it is meant: RECORD=yes and once more")
    }

    @Test
    fun thereAreAsManyAsAreKept() {
        val names = kept.listFiles { file -> file.extension == "png" }.orEmpty().map { it.nameWithoutExtension }
        assertEquals(pictures.map { it.name }.toSortedSet(), names.toSortedSet())
        assertTrue(names.size in 40..120, "${names.size}")
        assertTrue(kept.listFiles().orEmpty().sumOf { it.length() } < 8 * 1024 * 1024)
    }

    @Test
    fun aPictureThatDiffersIsFound() {
        fun kept(name: String) = File(kept, "$name.png").readBytes()
        assertFalse(difference(kept("today-full.day"), kept("today-full.day")).matters)
        assertTrue(difference(kept("today-full.day"), kept("today-undo.day")).matters)
        assertTrue(difference(kept("app-today.day"), kept("app-today.night")).matters)
        assertTrue(difference(kept("app-today.day"), kept("app-today.tablet")).matters)
    }

    private fun isAlike(picture: Picture, file: File, out: File): Boolean {
        val drawn = picture.png()
        val difference = difference(file.readBytes(), drawn)
        if (!difference.matters) return true
        out.mkdirs()
        File(out, "${picture.name}.png").writeBytes(drawn)
        ImageIO.write(difference.picture, "png", File(out, "${picture.name}.difference.png"))
        return false
    }

    private companion object {
        val kept = File("src/test/goldens")

        /** Asked for by hand: `RECORD=yes mvn -f android/pom.xml test -Dtest=PicturesTest -Dsurefire.failIfNoSpecifiedTests=false`. */
        @JvmStatic
        @BeforeAll
        fun drawAnewWhereAsked() {
            if (System.getenv("RECORD") != "yes") return
            record(kept)
            overview(kept, File("../../docs/android-screens.png"))
        }
    }
}
