/**
 * The package as its users would try to break it: typed errors each time, the next call works, no process dies, and nothing that
 * somebody wrote is in any message.
 */
package app.requite.engine

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

private const val NOWHERE = "http://127.0.0.1:9"
private const val PAGE = 50

class AbuseTest {
    @TempDir
    lateinit var folder: Path

    private lateinit var engine: Engine

    private val place get() = folder.resolve("journal").toString()

    @BeforeEach
    fun open() = runBlocking {
        engine = Engine.create(place, "phone", PASSPHRASE, "Europe/Madrid")
    }

    @AfterEach
    fun close() {
        engine.shutDown()
        engine.destroy()
    }

    /** One call of every area, as somebody would make them. */
    private fun calls(): List<suspend () -> Any?> = listOf(
        { engine.journal().write(NewEntry("Perhaps.")) },
        { engine.journal().entries(EntryQuery()) },
        { engine.journal().undo() },
        { engine.people().list(Including.USUAL) },
        { engine.looking().today() },
        { engine.looking().timeline(TimelineQuery(including = Including.USUAL)) },
        { engine.evidence().duePromises() },
        { engine.pictures().of("Nobody") },
        { engine.devices().list() },
        { engine.devices().invite(NOWHERE, PASSPHRASE) },
        { engine.sync().status() },
        { engine.sync().once(listOf(NOWHERE)) },
        { engine.keepIn(TestVault()) },
        { engine.rehearseMistake() },
    )

    private fun codeOf(call: suspend () -> Any?): String =
        assertThrows<EngineException> { runBlocking { call() } }.code

    @Test
    fun `after a shut down every area says so, and a new engine works`() = runBlocking<Unit> {
        engine.shutDown()
        for (call in calls() + listOf({ engine.unlock(PASSPHRASE) }, { engine.suspend(100u) })) {
            assertEquals("shut_down", codeOf(call))
        }
        val again = Engine.open(place, PASSPHRASE, "UTC")
        again.journal().write(NewEntry("A new engine works."))
        again.shutDown()
    }

    @Test
    fun `a handle that was given back is an error of the language, not a crash`() = runBlocking<Unit> {
        val journal = engine.journal()
        journal.destroy()
        assertThrows<IllegalStateException> { runBlocking { journal.entries(EntryQuery()) } }
        engine.journal().write(NewEntry("Still here."))
    }

    @Test
    fun `after a lock every area says so`() = runBlocking<Unit> {
        engine.lock()
        calls().forEach { assertEquals("locked", codeOf(it)) }
        engine.unlock(PASSPHRASE)
        engine.journal().write(NewEntry("Yes."))
    }

    @Test
    fun `a caller is cancelled at every await`() = runBlocking<Unit> {
        val unlock: suspend () -> Any? = { engine.unlock(PASSPHRASE) }
        for (call in calls() + unlock) {
            for (turns in 0 until 6) cancelled(call, turns)
        }
        engine.journal().write(NewEntry("Surely."))
        assertTrue(engine.journal().entries(EntryQuery(limit = 100u)).items.any { it.excerpt == "Surely." })
    }

    @Test
    fun `a suspension is cancelled at every await`() = runBlocking<Unit> {
        for (turns in 0 until 6) {
            // Whether it was still suspended nobody can know, so each time it is an engine of its own.
            val other = Engine.open(place, PASSPHRASE, "UTC")
            cancelled({ other.suspend(10_000u) }, turns)
            other.shutDown()
        }
        engine.journal().write(NewEntry("Surely."))
    }

    /** Makes a call, and goes away after so many turns. */
    private suspend fun cancelled(call: suspend () -> Any?, turns: Int) = coroutineScope {
        val job = launch(start = CoroutineStart.UNDISPATCHED) {
            try {
                call()
            } catch (_: EngineException) {
                // Refused before it was cancelled.
            }
        }
        repeat(turns) { yield() }
        job.cancelAndJoin()
    }

    @Test
    fun `half a character anywhere is a typed error`() = runBlocking<Unit> {
        val half = "half of a snowman \ud83d"
        val calls: List<suspend () -> Any?> = listOf(
            { engine.journal().write(NewEntry(half)) },
            { engine.journal().show(half) },
            { engine.people().add(half) },
            { engine.unlock(half) },
            { Engine.open(place, half, "UTC") },
            { engine.sync().once(listOf(half)) },
        )
        for (call in calls) {
            val told = assertThrows<EngineException.Invalid> { runBlocking { call() } }
            assertEquals("invalid_text", told.code)
            assertFalse(told.stackTraceToString().contains("snowman"))
        }
        engine.journal().write(NewEntry("Whole."))
    }

    @Test
    fun `each failure of a vault has a name`() = runBlocking<Unit> {
        val vault = TestVault()
        engine.keepIn(vault)
        engine.lock()
        val ways = listOf(
            { VaultException.Missing() } to "vault_missing",
            { VaultException.Invalidated() } to "vault_invalidated",
            { VaultException.LockedOut() } to "vault_locked_out",
            { VaultException.Refused() } to "vault_refused",
            { VaultException.Failed() } to "vault_failed",
            { IllegalStateException("secret words") } to "vault_failed",
            { StackOverflowError("secret words") } to "vault_failed",
        )
        for ((fails, code) in ways) {
            vault.fails = fails
            val told = assertThrows<EngineException.Vault> { runBlocking { engine.unlockWithVault(vault) } }
            assertEquals(code, told.code)
            assertFalse(told.stackTraceToString().contains("secret"))
            assertEquals(EngineState.LOCKED, engine.state())
        }
        vault.fails = null
        for (length in listOf(0, 5, 33, 100_000)) {
            vault.gives = ByteArray(length)
            assertEquals("vault_failed", codeOf { engine.unlockWithVault(vault) })
        }
        vault.gives = null
        engine.unlockWithVault(vault)
        engine.journal().write(NewEntry("Open again."))
    }

    @Test
    fun `a vault that hangs is given up`() = runBlocking<Unit> {
        val vault = TestVault()
        engine.keepIn(vault)
        engine.lock()
        engine.setVaultPatience(50u)
        val never = CountDownLatch(1)
        vault.waits = never
        assertEquals("vault_timeout", codeOf { engine.unlockWithVault(vault) })
        vault.waits = null
        never.countDown()
        engine.setVaultPatience(30_000u)
        engine.unlockWithVault(vault)
        engine.journal().write(NewEntry("Open again."))
    }

    @Test
    fun `a vault that calls back in gets an answer`() = runBlocking<Unit> {
        val callsBack = object : TestVault() {
            override fun wrap(slot: VaultSlot, secret: ByteArray): ByteArray {
                runBlocking { engine.journal().entries(EntryQuery()) }
                return super.wrap(slot, secret)
            }
        }
        engine.keepIn(callsBack)
        engine.journal().write(NewEntry("Nobody waits for anybody."))
    }

    @Test
    fun `a hundred thousand records and handles leave memory as it was`() = runBlocking<Unit> {
        val journal = engine.journal()
        repeat(PAGE) { journal.write(NewEntry("Entry $it, with a few words of its own.")) }
        suspend fun rounds(rounds: Int) = repeat(rounds) {
            repeat(PAGE) { engine.journal().destroy() }
            assertEquals(PAGE, journal.entries(EntryQuery(limit = PAGE.toUInt())).items.size)
        }
        rounds(400)
        // A JVM that still learns grows for a while; what leaks grows every time.
        val grown = (0 until 3).minOf {
            val before = held()
            rounds(1_000)
            held() - before
        }
        assertTrue(grown < 4_000_000, "$grown bytes more are held after each 50,000 records and handles")
    }

    /** What the process holds, and of its heap, which is touched as a whole from the beginning (pom.xml), what is alive. */
    private fun held(): Long {
        System.gc()
        val status = Files.readAllLines(Path.of("/proc/self/status"))
        val anonymous = status.first { it.startsWith("RssAnon:") }.split(Regex("\\s+"))[1].toLong() * 1024
        val runtime = Runtime.getRuntime()
        return anonymous + runtime.totalMemory() - runtime.freeMemory()
    }
}

/** Closes secrets with a byte: what a phone's hardware does, without the hardware. */
open class TestVault : KeyVault {
    @Volatile var fails: (() -> Throwable)? = null
    @Volatile var gives: ByteArray? = null
    @Volatile var waits: CountDownLatch? = null

    override fun wrap(slot: VaultSlot, secret: ByteArray): ByteArray {
        waits?.await()
        fails?.let { throw it() }
        return gives ?: ByteArray(secret.size) { (secret[it].toInt() xor 0x5a).toByte() }
    }

    override fun unwrap(slot: VaultSlot, wrapped: ByteArray): ByteArray = wrap(slot, wrapped)

    override fun erase(slot: VaultSlot) = Unit

    override fun status(slot: VaultSlot) = VaultStatus.SOFTWARE
}
