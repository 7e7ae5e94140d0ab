/** What can happen to the app as a whole. Never answered: what it did comes back as a state. */
package app.requite.ui.app

import app.requite.ui.Route

/** One thing that a person did. */
sealed interface AppEvent {
    data class Went(val route: Route) : AppEvent
    data object Back : AppEvent
    data object Backgrounded : AppEvent
    data object Foregrounded : AppEvent
    data object Locked : AppEvent
    data object Opened : AppEvent
}
