/** The view models of the places that are open, one for each, for as long as the place is. Decides nothing. */
package app.requite.ui.app

import app.requite.ui.Place
import app.requite.ui.bridge.ViewModel

/** Gives the view models of places. */
class Rooms(val app: AppViewModel) {
    private val there = HashMap<Place, ViewModel<*, *>>()

    /** The view model of a place; made when it is asked for first. Those of places that were left are let go of. */
    @Suppress("UNCHECKED_CAST")
    fun <Model : ViewModel<*, *>> room(place: Place, make: (AppViewModel) -> Model): Model {
        there[place]?.let { return it as Model }
        there.keys.retainAll((app.state.value.routes + app.place).toSet())
        return make(app).also { there[place] = it }
    }
}
