/** What all view models are: a stream of states, one sink for events, a life for as long as the screen is there. Decides nothing. */
package app.requite.ui.bridge

import app.requite.engine.EngineException
import app.requite.engine.code
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/**
 * A view model. Events are never answered: what they did comes back as a state. Everything in it runs on one thread, the one
 * that draws.
 */
abstract class ViewModel<State : Any, Event : Any>(first: State) {
    private val shown = MutableStateFlow(first)

    /** What the screen shows. */
    val state: StateFlow<State> = shown.asStateFlow()

    protected val now: State get() = shown.value

    protected val misread = Misread()

    /** The one sink. */
    abstract fun on(event: Event)

    /** Reads, and goes on reading, until its coroutine is cancelled: the screen's own. */
    abstract suspend fun live()

    protected fun become(change: State.() -> State) {
        shown.value = shown.value.change()
    }
}

/** What a reading failed at. The next one that succeeds takes this back, and never what an event failed at. */
class Misread {
    private var told: String? = null

    /** What is to be told after a reading that [failed], or did not, where [shown] is told so far. */
    fun after(failed: String?, shown: String?): String? = (failed ?: shown.takeIf { it != told }).also { told = failed }
}

/** Does something of which only a failure is told, as a code. */
suspend fun attempt(work: suspend () -> Unit): String? =
    try {
        work()
        null
    } catch (stopped: CancellationException) {
        throw stopped
    } catch (failure: Exception) {
        codeOf(failure)
    }

/** What went wrong, as a code: the shell looks its words up by it, and never shows it alone. None where somebody stopped it. */
fun codeOf(failure: Exception): String? = when (failure) {
    is EngineException.Cancelled -> null
    is EngineException -> failure.code
    else -> "internal"
}
