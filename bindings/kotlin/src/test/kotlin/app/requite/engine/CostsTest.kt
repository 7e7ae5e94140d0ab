/** What calls cost this side of the bindings (J14), gated with three times slack; `docs/benchmarks.md` has the figures. */
package app.requite.engine

import java.lang.management.ManagementFactory
import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

private const val PAGE = 50u
private const val ROUNDS = 500
private const val SLACK = 3.0

class CostsTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a page of fifty cards costs this thread no more than it may`() = runBlocking<Unit> {
        val engine = Engine.create(folder.resolve("journal").toString(), "phone", PASSPHRASE, "UTC")
        engine.people().add("Ana")
        repeat(PAGE.toInt()) { n ->
            engine.journal().write(
                NewEntry("Entry $n: a walk, a talk, a line or two that fill an excerpt.", "Title $n", people = listOf("Ana"), tags = listOf("walk")),
            )
        }
        val journal = engine.journal()
        val page = cpu { assertEquals(PAGE.toInt(), journal.entries(EntryQuery(PAGE)).items.size) }
        val state = cpu { engine.state() }
        val words = cpu { journal.tags() }
        println("J14 kotlin: a page of 50 cards %.3f ms, a short call %.4f ms, a short awaited call %.3f ms of this thread's CPU".format(page, state, words))
        assertTrue(page < 0.5 * SLACK, "a page of 50 cards costs $page ms")
        engine.shutDown()
    }

    /** Milliseconds of this thread's CPU for a call, the cheapest of five rounds of many, once the JVM knows the way. */
    private suspend fun cpu(call: suspend () -> Unit): Double {
        val threads = ManagementFactory.getThreadMXBean()
        repeat(ROUNDS) { call() }
        return (0 until 5).minOf {
            val began = threads.currentThreadCpuTime
            repeat(ROUNDS) { call() }
            (threads.currentThreadCpuTime - began) / 1e6 / ROUNDS
        }
    }
}
