/** Words that are being typed and that the engine has not yet. Whoever holds them is asked to save them before they would go. */
package app.requite.ui.bridge

import app.requite.ui.Place
import java.lang.ref.WeakReference

/** Who holds words that are not saved yet. */
interface Keeper {
    /** Whether there are any. */
    val isUnsaved: Boolean

    /** Saves them. */
    suspend fun keep()
}

/** All who do, for as long as they are there. */
class Keepers {
    private val kept = ArrayList<Pair<Place, WeakReference<Keeper>>>()

    /** Somebody who holds words at a place. */
    fun add(place: Place, keeper: Keeper) {
        kept.removeAll { (_, held) -> held.get() == null || held.get() === keeper }
        kept.add(place to WeakReference(keeper))
    }

    /** Has everything kept. */
    suspend fun keepAll() {
        // As it was when it began: a screen may open meanwhile.
        for ((_, held) in kept.toList()) held.get()?.keep()
    }

    /** Has everything kept that is typed at a place that is being left; whether nothing is left behind. */
    suspend fun keep(place: Place): Boolean {
        val here = kept.toList().filter { it.first == place }.mapNotNull { it.second.get() }
        for (keeper in here) keeper.keep()
        return here.none { it.isUnsaved }
    }
}
