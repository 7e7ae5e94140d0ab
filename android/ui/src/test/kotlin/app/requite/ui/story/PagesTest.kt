/** Ten thousand entries: opened by the first page, scrolled through page by page, alive to the last. */
package app.requite.ui.story

import app.requite.engine.ImportFormat
import app.requite.engine.ImportWriting
import app.requite.ui.Phase
import app.requite.ui.pretend.Phone
import app.requite.ui.pretend.open
import app.requite.ui.pretend.story
import app.requite.ui.pretend.until
import app.requite.ui.timeline.TimelineEvent
import app.requite.ui.timeline.TimelineViewModel
import java.lang.management.ManagementFactory
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private const val ENTRIES = 10_000
private const val PAGE = 50

class PagesTest {
    @Test
    fun `ten thousand entries scroll by pages, each one call, and a write appears at the top of them all`() = story {
        val phone = begun()
        written(phone)
        val calls = ArrayList<String>()
        phone.bridge.counting = { calls.add(it) }
        val timeline = TimelineViewModel(phone.app, null)
        open(timeline) {
            val first = until(timeline) { it.phase == Phase.Ready }
            assertEquals(PAGE, first.cards.size)
            assertEquals(listOf("watchList(timeline)"), calls)
            val begun = cpuMs()
            val pages = throughAll(timeline)
            val spent = cpuMs() - begun
            val all = timeline.state.value.cards
            assertEquals(ENTRIES, all.map { it.id }.toSet().size, "none twice, none left out")
            assertEquals(all.map { it.date }.sortedDescending(), all.map { it.date }, "newest first")
            // The first page below may read what is above it anew; from then on each is one call.
            assertTrue(calls.size <= pages + 2, "${calls.size} calls for $pages pages")
            phone.write("Written while somebody is at the very end.")
            until(timeline) { it.cards.first().excerpt == "Written while somebody is at the very end." }
            println("P2 $ENTRIES entries by pages of $PAGE: $pages pages, ${"%.1f".format(spent / pages)} ms of CPU a page")
        }
    }

    /** Scrolls to the end. How many pages came. */
    private suspend fun throughAll(timeline: TimelineViewModel): Int {
        var pages = 0
        while (timeline.state.value.more) {
            val before = timeline.state.value.cards.size
            timeline.on(TimelineEvent.NextPage)
            assertFalse(timeline.state.value.more, "asked for once")
            until(timeline) { it.cards.size > before }
            pages += 1
        }
        return pages
    }

    private suspend fun written(phone: Phone) {
        val file = phone.folder.resolve("made.jsonl").toFile()
        file.bufferedWriter().use { lines ->
            for (number in 0 until ENTRIES) {
                val day = LocalDate.of(1999, 1, 1).plusDays(number.toLong())
                lines.write("""{"date":"$day","timezone":"Europe/Madrid","text":"Entry $number, of a day that was like others."}""")
                lines.newLine()
            }
        }
        val report = phone.bridge.act("transfer.import") {
            it.transfer().import(file.path, ImportFormat.JSONL, ImportWriting.REAL).report()
        }
        assertEquals(ENTRIES.toULong(), report.imported)
    }

    /** What this process has used, all its threads, the engine's among them. */
    private fun cpuMs(): Double {
        val system = ManagementFactory.getOperatingSystemMXBean() as com.sun.management.OperatingSystemMXBean
        return system.processCpuTime / 1e6
    }
}
