/**
 * Where the app is, and what becomes of it when it is left: covered at once, what is typed kept, files let go of, locked in time.
 * Holds nothing that a person wrote.
 */
package app.requite.ui.app

import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.bridge.Bridge
import app.requite.ui.bridge.Standing
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.lockAfterSeconds
import app.requite.ui.pauseUntil
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

class AppViewModel(val bridge: Bridge) : ViewModel<AppState, AppEvent>(
    AppState(
        route = if (bridge.isThere) Route.Unlock else Route.Start,
        routes = emptyList(),
        locked = bridge.isThere,
        covered = false,
    ),
) {
    /** The place that is shown, with what it is about. */
    var place = Place(now.route, "")
        private set

    private var leftAtMs: Long? = null
    private var locking: Job? = null
    private var leaving: Job? = null

    override suspend fun live() = Unit

    override fun on(event: AppEvent) {
        when (event) {
            is AppEvent.Went -> go(Place(event.route, ""))
            AppEvent.Back -> bridge.scope.launch { back() }
            AppEvent.Backgrounded -> leave()
            AppEvent.Foregrounded -> bridge.scope.launch { comeBack() }
            AppEvent.Locked -> bridge.scope.launch { lock() }
            AppEvent.Opened -> open()
        }
    }

    /** Goes to a place that is about something. */
    fun go(place: Place) {
        if (bridge.standing != Standing.Open || place == this.place) return
        val isBehindTheDoor = now.route != Route.Unlock && now.route != Route.Start
        val routes = if (isBehindTheDoor) now.routes + this.place else now.routes
        show(place, routes)
    }

    private fun show(place: Place, routes: List<Place>) {
        this.place = place
        become { copy(route = place.route, routes = routes) }
    }

    /** Back to where one came from. What is typed here is kept first; where it cannot be, one stays with it. */
    private suspend fun back() {
        val left = place
        if (now.routes.isEmpty()) return
        if (left !in now.routes && !bridge.keepers.keep(left)) return
        // Somebody may have gone elsewhere while it was kept.
        if (place == left && now.routes.isNotEmpty()) show(now.routes.last(), now.routes.dropLast(1))
    }

    private fun open() {
        if (bridge.standing != Standing.Open) return
        become { copy(locked = false) }
        show(Place(Route.Today, ""), emptyList())
    }

    private suspend fun lock() {
        become { copy(covered = true) }
        bridge.keepAll()
        shut()
        become { copy(covered = false) }
    }

    private fun shut() {
        locking?.cancel()
        bridge.lock()
        if (bridge.standing != Standing.Locked) return
        become { copy(locked = true) }
        show(Place(Route.Unlock, ""), emptyList())
    }

    /** Left: covered before anything else; then what is typed is kept, as after a lock nobody could. */
    private fun leave() {
        become { copy(covered = true) }
        bridge.isAway = true
        bridge.platform.cover.cover()
        leftAtMs = bridge.platform.surroundings.elapsedMs()
        leaving = bridge.scope.launch { putAway() }
    }

    private suspend fun putAway() {
        if (bridge.standing != Standing.Open) return
        val platform = bridge.platform
        val patience = platform.preferences.lockAfterSeconds
        val untilMs = platform.surroundings.elapsedMs() + patience * MS
        platform.background.whileHeld {
            bridge.keepAll()
            // Files that could not be let go of in time are let go of by shutting them.
            if (patience == 0 || attempt { bridge.letGo(BARRIER_MS) } != null) shut()
        }
        platform.background.schedule()
        if (bridge.standing != Standing.Open) return
        locking = bridge.scope.launch {
            platform.surroundings.pauseUntil(untilMs)
            shut()
        }
    }

    private suspend fun comeBack() {
        leaving?.join()
        bridge.isAway = false
        locking?.cancel()
        val platform = bridge.platform
        val awayMs = leftAtMs?.let { platform.surroundings.elapsedMs() - it } ?: 0
        leftAtMs = null
        // The phone may have stopped the process, and the lock that was due with it.
        val isDue = awayMs >= platform.preferences.lockAfterSeconds * MS
        if (isDue && bridge.standing == Standing.Open && now.covered) shut()
        if (attempt { bridge.resume() } != null) shut()
        platform.cover.uncover()
        become { copy(covered = false) }
    }

    private companion object {
        const val MS = 1_000L

        /** How long letting go of files may take. */
        const val BARRIER_MS = 4_000u
    }
}
