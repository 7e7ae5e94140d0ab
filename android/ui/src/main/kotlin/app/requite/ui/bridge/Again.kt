/** Something that goes on until it is asked to begin anew, as a list whose question has changed. One at a time. */
package app.requite.ui.bridge

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update

/** Runs one thing after the other, the newest only. */
class Again {
    private val asked = MutableStateFlow(0)

    /** Ends what goes on, and begins it anew. */
    fun again() = asked.update { it + 1 }

    /** Does it now, and anew whenever that is asked for, until this coroutine is cancelled. */
    suspend fun each(work: suspend () -> Unit): Unit = asked.collectLatest { work() }
}
