/** The process dies in the middle of a write: what was answered is there, and nothing is half there. */
package app.requite.ui.story

import app.requite.engine.EntryQuery
import app.requite.ui.Route
import app.requite.ui.pretend.story
import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class DeathTest {
    @Test
    fun `killed in the middle of writing, no line that was answered is lost`() = story {
        val phone = begun()
        phone.bridge.shutDown()
        for (round in 1..3) {
            val answered = killed(phone.folder, round * 7)
            val after = phone(on = phone.folder)
            after.unlock()
            assertEquals(Route.Today, after.app.state.value.route)
            val query = EntryQuery(limit = 1_000u)
            val lines = after.bridge.ask("journal.entries") { it.journal().entries(query) }.items.map { it.excerpt }.toSet()
            for (number in 0..answered) assertTrue("Line $round $number." in lines, "round $round, line $number")
            assertEquals(emptyList<String>(), lines.filterNot { it.matches(Regex("Line \\d \\d+\\.")) })
            after.bridge.shutDown()
        }
    }

    /** Starts a process that writes, kills it when it has answered so many lines, and gives the last number that it answered. */
    private fun killed(folder: Path, lines: Int): Int {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val process = ProcessBuilder(java, "-cp", classes, "app.requite.ui.pretend.WriterKt", "$folder", "${lines / 7}")
            .redirectError(File("/dev/null"))
            .start()
        val told = process.inputStream.bufferedReader()
        var last = -1
        repeat(lines) { last = checkNotNull(told.readLine()) { "the writer ended by itself" }.toInt() }
        // As the system kills: nothing is asked, nothing is told. What it had told by then can still be read.
        process.toHandle().destroyForcibly()
        assertTrue(process.waitFor(1, TimeUnit.MINUTES))
        assertEquals(SIGKILLED, process.exitValue())
        while (true) last = told.readLine()?.toIntOrNull() ?: return last
    }

    private companion object {
        const val SIGKILLED = 137
    }
}
