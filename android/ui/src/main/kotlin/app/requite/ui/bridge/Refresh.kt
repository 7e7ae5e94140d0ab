/**
 * A refresh in the background: meets the other devices for as long as the system lets it, and holds no file when its time is
 * over. While the journal is shut, sealed mail moves by the vault's background key, which opens no content.
 */
package app.requite.ui.bridge

import app.requite.engine.EngineException
import app.requite.engine.SyncOperation
import app.requite.engine.SyncReport
import app.requite.engine.syncSealed
import app.requite.ui.PreferenceKey
import app.requite.ui.vaultKept
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin

/** One refresh. */
class Refresh(private val bridge: Bridge) {
    private var meeting: Deferred<SyncReport?>? = null
    private var sealed: SyncOperation? = null

    /** The time may be over before it has begun. */
    private var isOver = false

    /** What the meeting did, once there was one. */
    var report: SyncReport? = null
        private set

    /** Meets the others once, then lets go of the files again. Whether somebody was met. */
    suspend fun run(): Boolean {
        val relay = bridge.platform.preferences.text(PreferenceKey.Relay).orEmpty()
        if (relay.isEmpty() || isOver) return false
        if (bridge.standing != Standing.Open) return carriesSealed(relay)
        if (!bridge.isSuspended) return false
        val meeting = bridge.scope.async { met(relay) }
        this.meeting = meeting
        meeting.join()
        letGo()
        if (!meeting.isCancelled) report = meeting.await()
        return report?.reached.orEmpty().isNotEmpty()
    }

    private suspend fun met(relay: String): SyncReport? {
        var report: SyncReport? = null
        // That nobody was met is no failure of anybody's: the next time in front meets them.
        attempt {
            bridge.resume()
            report = bridge.ask("sync.begin") { engine -> engine.meet(relay) {} }
        }
        return report
    }

    /** What comes is read when the journal is next opened. */
    private suspend fun carriesSealed(relay: String): Boolean {
        val platform = bridge.platform
        if (!platform.preferences.vaultKept) return false
        attempt {
            val carrying = syncSealed(platform.folder, platform.vault, listOf(relay), SEALED_MS, null)
            sealed = carrying
            report = carrying.report()
        }
        return report?.reached.orEmpty().isNotEmpty()
    }

    /** The time is over: stops, and returns when no file is held. */
    suspend fun expire() {
        isOver = true
        meeting?.cancelAndJoin()
        sealed?.let { carrying ->
            carrying.cancel()
            attempt { carrying.report() }
        }
        letGo()
    }

    private suspend fun letGo() {
        // Somebody may have come back meanwhile.
        if (!bridge.isAway) return
        try {
            bridge.letGo(BARRIER_MS)
        } catch (_: EngineException) {
            // Files that could not be let go of in time are let go of by shutting them.
            bridge.lock()
        }
    }

    private companion object {
        /** How long letting go of files may take once the time is over. */
        const val BARRIER_MS = 3_000u

        /** How long sealed mail may take: a job has minutes, and no phone need give it one. */
        const val SEALED_MS = 20_000u
    }
}
