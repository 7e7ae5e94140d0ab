/** What a phone gives the app, pretended: each can be looked at or told what to do. */
package app.requite.ui.pretend

import app.requite.engine.KeyVault
import app.requite.engine.VaultException
import app.requite.engine.VaultSlot
import app.requite.engine.VaultStatus
import app.requite.ui.Background
import app.requite.ui.PreferenceKey
import app.requite.ui.Preferences
import app.requite.ui.PrivacyCover
import app.requite.ui.Surroundings
import kotlin.coroutines.resume
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.suspendCancellableCoroutine

/** A clock that stands still until it is turned. Of the one thread of its story. */
class HandClock : Surroundings {
    private var nowMs = 0L
    private val sleepers = ArrayList<Pair<Long, CancellableContinuation<Unit>>>()

    override val zone = "Europe/Madrid"

    override fun elapsedMs() = nowMs

    override suspend fun pause(ms: Long) {
        suspendCancellableCoroutine { sleepers.add(nowMs + ms to it) }
    }

    /** Lets time go by, and wakes whoever waited for it. */
    fun turn(seconds: Int) {
        turnAsleep(seconds)
        val due = sleepers.filter { it.first <= nowMs }
        sleepers.removeAll(due)
        for ((_, sleeper) in due) if (sleeper.isActive) sleeper.resume(Unit)
    }

    /** Lets time go by without waking anybody: the phone had stopped the process. */
    fun turnAsleep(seconds: Int) {
        nowMs += seconds * 1_000L
    }
}

/** Settings in memory. */
class MemoryPreferences : Preferences {
    private val texts = HashMap<PreferenceKey, String?>()

    override fun text(key: PreferenceKey) = texts[key]

    override fun set(key: PreferenceKey, text: String?) {
        texts[key] = text
    }
}

/** Time in the background, counted. */
class CountedBackground : Background {
    var asked = 0
        private set

    override fun schedule() {
        asked += 1
    }

    override suspend fun whileHeld(work: suspend () -> Unit) = work()
}

/** A cover that remembers what it did. */
class SeenCover : PrivacyCover {
    val seen = ArrayList<String>()

    override fun cover() {
        seen.add("cover")
    }

    override fun uncover() {
        seen.add("uncover")
    }
}

/** How a vault behaves. */
sealed interface VaultWay {
    data object Works : VaultWay
    data class Says(val failure: VaultException) : VaultWay
    data object ThrowsWords : VaultWay
    data object GivesTooLittle : VaultWay
    data object GivesAnother : VaultWay
}

/** Closes secrets with a pad: what a phone's hardware does, without the hardware. Asked from threads of the engine's. */
class SoftVault : KeyVault {
    @Volatile
    var way: VaultWay = VaultWay.Works

    override fun wrap(slot: VaultSlot, secret: ByteArray) = through(secret)

    override fun unwrap(slot: VaultSlot, wrapped: ByteArray) = through(wrapped)

    override fun erase(slot: VaultSlot) {
        through(ByteArray(0))
    }

    override fun status(slot: VaultSlot) = VaultStatus.SOFTWARE

    private fun through(bytes: ByteArray): ByteArray = when (val way = way) {
        VaultWay.Works -> ByteArray(bytes.size) { (bytes[it].toInt() xor 0x5a).toByte() }
        is VaultWay.Says -> throw way.failure
        VaultWay.ThrowsWords -> throw IllegalStateException("words of hers")
        VaultWay.GivesTooLittle -> ByteArray(0)
        VaultWay.GivesAnother -> ByteArray(32) { 7 }
    }
}
