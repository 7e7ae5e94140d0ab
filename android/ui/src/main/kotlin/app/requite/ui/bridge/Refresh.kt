/**
 * A refresh in the background: meets the other devices for as long as the system lets it, and holds no file when its time is
 * over. Works while the journal is unlocked; a locked one is left alone.
 */
package app.requite.ui.bridge

import app.requite.engine.EngineException
import app.requite.engine.SyncReport
import app.requite.ui.PreferenceKey
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin

/** One refresh. */
class Refresh(private val bridge: Bridge) {
    private var meeting: Deferred<SyncReport?>? = null

    /** What the meeting did, once there was one. */
    var report: SyncReport? = null
        private set

    /** Meets the others once, then lets go of the files again. Whether somebody was met. */
    suspend fun run(): Boolean {
        val relay = bridge.platform.preferences.text(PreferenceKey.Relay).orEmpty()
        if (bridge.standing != Standing.Open || !bridge.isSuspended || relay.isEmpty()) return false
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

    /** The time is over: stops, and returns when no file is held. */
    suspend fun expire() {
        meeting?.cancelAndJoin()
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
    }
}
