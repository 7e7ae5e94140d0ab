/** The engine from Kotlin, on the JVM: the real library, real files. */
package app.requite.engine

import java.nio.file.Path
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

internal const val PASSPHRASE = "a passphrase of Mia's"
private const val GUARD_MS = 60_000L

private fun entry(text: String) = NewEntry(text)

class EngineTest {
    @TempDir
    lateinit var folder: Path

    private lateinit var engine: Engine

    @BeforeEach
    fun open() = runBlocking {
        engine = Engine.create(folder.resolve("journal").toString(), "phone", PASSPHRASE, "Europe/Madrid")
    }

    @AfterEach
    fun close() {
        engine.shutDown()
        engine.destroy()
    }

    @Test
    fun `what Mia writes is there`() = runBlocking {
        val wrote = engine.journal().write(entry("The first snow."))
        assertEquals("The first snow.", engine.journal().show(wrote.id).body)
    }

    @Test
    fun `nothing and ten million letters are refused and quoted nowhere`() = runBlocking {
        for (text in listOf("", "secret ".repeat(1_500_000))) {
            val told = assertThrows<EngineException.Invalid> {
                runBlocking { engine.journal().write(entry(text)) }
            }
            assertFalse(told.stackTraceToString().contains("secret"))
        }
    }

    @Test
    fun `a mistake inside is typed and the next call works`() = runBlocking {
        repeat(3) {
            val told = assertThrows<EngineException.Internal> { runBlocking { engine.rehearseMistake() } }
            assertTrue(told.ticket > 0uL)
            engine.journal().write(entry("Still here."))
        }
    }

    @Test
    fun `after a lock and after a shut down every call says so`() = runBlocking<Unit> {
        val journal = engine.journal()
        engine.lock()
        assertThrows<EngineException.Locked> { runBlocking { journal.write(entry("No.")) } }
        engine.unlock(PASSPHRASE)
        journal.write(entry("Yes."))
        engine.shutDown()
        val told = assertThrows<EngineException.Closed> { runBlocking { journal.entries(EntryQuery()) } }
        assertEquals("shut_down", told.code)
    }

    @Test
    fun `thirty-two threads write at once and no word is lost`() = runBlocking {
        val journal = engine.journal()
        withContext(Dispatchers.IO) {
            (0 until 32).map { async { journal.write(entry("Thread $it.")) } }.awaitAll()
        }
        assertEquals(32, journal.entries(EntryQuery(limit = 100u)).items.size)
    }

    @Test
    fun `a caller that is cancelled harms nobody`() = runBlocking {
        val journal = engine.journal()
        repeat(50) {
            val job = launch(start = CoroutineStart.UNDISPATCHED) { journal.write(entry("Perhaps $it.")) }
            job.cancel()
        }
        journal.write(entry("Surely."))
        val items = journal.entries(EntryQuery(limit = 100u)).items
        assertTrue(items.any { it.excerpt == "Surely." })
    }

    @Test
    fun `a list on the screen changes by itself`() = runBlocking {
        val list = ListOf.Entries(EntryQuery())
        assertTrue(withTimeout(GUARD_MS) { engine.cards(list).first() }.isEmpty())
        val seen = async { engine.cards(list).first { it.isNotEmpty() } }
        engine.journal().write(entry("Seen without a refresh."))
        assertEquals("Seen without a refresh.", withTimeout(GUARD_MS) { seen.await() }.single().excerpt)
    }

    @Test
    fun `a listener that throws and calls back in is told the next thing all the same`() = runBlocking {
        val heard = Semaphore(0)
        val listener = object : ChangeListener {
            override fun changed(generation: ULong, changes: List<Change>) {
                runBlocking { engine.journal().entries(EntryQuery()) }
                heard.release()
                throw IllegalStateException("a shell's own mistake, with words")
            }
        }
        val subscription = engine.watch(listener)
        repeat(2) {
            engine.journal().write(entry("Line $it."))
            assertTrue(heard.tryAcquire(GUARD_MS, TimeUnit.MILLISECONDS))
        }
        subscription.cancel()
    }

    @Test
    fun `a thousand rounds of watching leave no late call`() = runBlocking {
        val late = AtomicInteger()
        repeat(1_000) {
            // Until its cancel has returned, a listener may be told of the journal's own beginning.
            val over = AtomicBoolean()
            val listener = object : ChangeListener {
                override fun changed(generation: ULong, changes: List<Change>) {
                    if (over.get()) late.incrementAndGet()
                }
            }
            val subscription = engine.watch(listener)
            subscription.cancel()
            over.set(true)
            subscription.destroy()
        }
        engine.journal().write(entry("Nobody listens."))
        withTimeout(GUARD_MS) { engine.cards(ListOf.Entries(EntryQuery())).first() }
        assertEquals(0, late.get())
    }
}
