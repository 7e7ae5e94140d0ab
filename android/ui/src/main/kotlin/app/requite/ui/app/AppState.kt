/** What is on the screen of the app as a whole: which place, and whether it is covered or locked. */
package app.requite.ui.app

import app.requite.ui.Place
import app.requite.ui.Route

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class AppState(
    /** Where it is. */
    val route: Route,
    /** The places gone through to get here, without the one that is shown. */
    val routes: List<Place>,
    /** Whether the journal has to be unlocked. */
    val locked: Boolean,
    /** Whether nothing of it may be seen now, as in the list of apps. */
    val covered: Boolean,
)
