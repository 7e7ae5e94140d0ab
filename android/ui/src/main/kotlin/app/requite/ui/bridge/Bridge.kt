/**
 * The one bridge to the engine: opens it, asks it, hears what changed, suspends and locks it. Every call of a screen goes through
 * here, so that they can be counted and none is lost to a suspension. Never keeps what a person wrote.
 */
package app.requite.ui.bridge

import app.requite.engine.Card
import app.requite.engine.Engine
import app.requite.engine.EngineException
import app.requite.engine.EngineState
import app.requite.engine.ListOf
import app.requite.engine.cards
import app.requite.engine.changes
import app.requite.ui.Act
import app.requite.ui.Platform
import app.requite.ui.Undoable
import app.requite.ui.pauseUntil
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onSubscription
import kotlinx.coroutines.flow.retryWhen
import kotlinx.coroutines.launch

/** Whether there is a journal, and whether it can be read. */
enum class Standing { Closed, Open, Locked }

/**
 * The journal, as view models meet it.
 *
 * @param scope where events do their work, for as long as the app is there: on the one thread that draws.
 */
class Bridge(val platform: Platform, val scope: CoroutineScope) {
    var standing = Standing.Closed
        private set

    /** Acts of this device since it was opened; each can be taken back only while it is the last. */
    var acts = 0
        private set

    /** Told of each call into the engine by its name: for counting. */
    var counting: ((String) -> Unit)? = null

    /** Whether the app was left, so that files may not be held for long. */
    var isAway = false

    /** What was dismissed today; in memory only, told to nobody. */
    val dismissed = HashSet<String>()

    /** Who holds words that are not saved yet. */
    val keepers = Keepers()

    private var engine: Engine? = null
    private val suspended = MutableStateFlow(false)
    private var suspending: Deferred<Unit>? = null
    private var hearing: Job? = null

    /** Which kinds of records changed. Room for more than a screen can fall behind; whoever tells waits for the rest. */
    private val changed = MutableSharedFlow<Set<String>>(extraBufferCapacity = 1_024)

    /** Whether the folder holds a journal. */
    val isThere: Boolean get() = !File(platform.folder).list().isNullOrEmpty()

    /** Takes over an engine that was opened, made or joined just now. */
    fun adopt(opened: Engine) {
        engine = opened
        hearing?.cancel()
        // Begun at once, so that nothing that changes from now on is missed.
        hearing = scope.launch(start = CoroutineStart.UNDISPATCHED) {
            opened.changes().collect { told -> changed.emit(told.mapTo(HashSet()) { it.kind }) }
        }
        standing = Standing.Open
    }

    /** Opens the journal, or unlocks it. */
    suspend fun open(passphrase: String) = opened(
        { it.unlock(passphrase) },
        { Engine.open(platform.folder, passphrase, platform.surroundings.zone) },
    )

    /** The same by the phone's vault. */
    suspend fun openWithVault() = opened(
        { it.unlockWithVault(platform.vault) },
        { Engine.openWithVault(platform.folder, platform.vault, platform.surroundings.zone) },
    )

    private suspend fun opened(unlock: suspend (Engine) -> Unit, open: suspend () -> Engine) {
        val there = engine ?: return adopt(open())
        unlock(there)
        standing = Standing.Open
    }

    /**
     * Asks the engine something. While it is suspended, waits until it goes on; what was refused for that reason did nothing, and
     * is asked once more.
     */
    suspend fun <Told> ask(call: String, asking: suspend (Engine) -> Told): Told {
        while (true) {
            resumed()
            val engine = engine ?: throw EngineException.NotFound("no_vault")
            counting?.invoke(call)
            try {
                return asking(engine)
            } catch (shut: EngineException.Closed) {
                if (!isBarrier(shut)) throw shut
            }
        }
    }

    /** Asks for something that writes: durable when it returns, and the last act from then on. */
    suspend fun <Told> act(call: String, acting: suspend (Engine) -> Told): Told {
        val told = ask(call, acting)
        acts += 1
        return told
    }

    /** Takes back an act, where it still is the last. */
    suspend fun undo(undoable: Undoable) {
        if (undoable.act != acts) return
        act("journal.undo") { it.journal().undo() }
    }

    /** The last act, for a screen to offer that it be taken back; after ten seconds [over] is called. */
    fun offer(what: Act, over: (Undoable) -> Unit): Undoable {
        val undoable = Undoable(what, acts)
        val untilMs = platform.surroundings.elapsedMs() + OFFERED_MS
        scope.launch {
            platform.surroundings.pauseUntil(untilMs)
            over(undoable)
        }
        return undoable
    }

    /** A list that lives. Counted as one call, however long it is listened to. */
    fun list(call: String, list: ListOf): Flow<List<Card>> =
        flow { emitAll(ask(call) { it.cards(list) }) }
            .retryWhen { cause, _ -> cause is EngineException.Closed && isBarrier(cause) }

    /** Reads now, and again whenever records of these kinds change; of any kind where none is said. */
    suspend fun reading(vararg kinds: String, again: suspend () -> Unit) = reading(kinds.toSet(), again, again)

    /** The same, where what is read first is not what is read again. */
    suspend fun reading(kinds: Set<String>, first: suspend () -> Unit, again: suspend () -> Unit) {
        changed.onSubscription { first() }
            .filter { told -> kinds.isEmpty() || told.any(kinds::contains) }
            // Much may change while it is read: it is read once more, not once for each.
            .conflate()
            .collect { again() }
    }

    // Away and back

    /** Lets go of every file: when it returns, the system may stop the process. */
    suspend fun letGo(deadlineMs: UInt) {
        val engine = engine
        if (engine == null || standing != Standing.Open) return
        suspending?.let { underWay -> return underWay.await() }
        suspended.value = true
        val suspending = scope.async { engine.suspend(deadlineMs) }
        this.suspending = suspending
        try {
            suspending.await()
        } catch (failure: EngineException) {
            // Not all was let go of in time; it may have been shut to new calls all the same.
            suspended.value = engine.state() == EngineState.SUSPENDED
            throw failure
        } finally {
            this.suspending = null
        }
    }

    /** Whether it holds no file now, because the app was left. */
    val isSuspended: Boolean get() = suspended.value

    /** Goes on, and with it everything that waited. */
    suspend fun resume() {
        suspending?.join()
        if (!suspended.value) return
        val engine = engine
        if (engine != null && engine.state() == EngineState.SUSPENDED) {
            engine.resume()
            // Somebody may have travelled meanwhile.
            engine.setZone(platform.surroundings.zone)
        }
        suspended.value = false
    }

    /** Shuts at once and wipes the keys. */
    fun lock() {
        val engine = engine
        if (engine == null || standing != Standing.Open) return
        engine.lock()
        standing = Standing.Locked
        dismissed.clear()
        suspended.value = false
    }

    /** Ends it, as when the app is left for good. */
    fun shutDown() {
        hearing?.cancel()
        engine?.shutDown()
        engine = null
        standing = Standing.Closed
        suspended.value = false
    }

    /** Has everything kept that is being typed. */
    suspend fun keepAll() {
        if (standing == Standing.Open && !suspended.value) keepers.keepAll()
    }

    private suspend fun resumed() {
        suspended.first { !it }
    }

    private fun isBarrier(shut: EngineException.Closed) = shut.code == "suspended" && suspended.value

    private companion object {
        const val OFFERED_MS = 10_000L
    }
}
