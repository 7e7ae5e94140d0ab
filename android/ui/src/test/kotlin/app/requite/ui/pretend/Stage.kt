/** Where a story is told: one thread that draws, phones and relays that are gone when it is over, and an end to all waiting. */
package app.requite.ui.pretend

import app.requite.ui.bridge.ViewModel
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** Far more than any story takes, on any machine: one that waits for ever fails instead of holding up everything after it. */
private const val GUARD_MS = 240_000L

class Stage(private val scope: CoroutineScope) {
    private val folder: Path = Files.createTempDirectory("requite")
    private val phones = ArrayList<Phone>()
    private val relays = ArrayList<Relay>()

    /** A folder that is nobody else's. */
    fun place(): Path = Files.createTempDirectory(folder, "phone")

    /** A phone on which nothing has been begun. */
    fun phone(name: String = "phone", on: Path = place()) = Phone(on, name, scope).also { phones.add(it) }

    /** A phone with a journal that was just made. */
    suspend fun begun() = phone().also { it.begin() }

    /** The app again on the same files. */
    fun again(phone: Phone) = phone.again().also { phones.add(it) }

    fun relay() = Relay(place()).also { relays.add(it) }

    fun strike() {
        phones.forEach { it.bridge.shutDown() }
        relays.forEach { it.stop() }
        folder.toFile().deleteRecursively()
    }
}

/** Tells a story, on one thread as the app has it. */
fun story(tell: suspend Stage.() -> Unit): Unit = runBlocking {
    Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { drawing ->
        val scope = CoroutineScope(SupervisorJob() + drawing)
        val stage = Stage(scope)
        try {
            withTimeout(GUARD_MS) { withContext(drawing) { stage.tell() } }
        } finally {
            stage.strike()
            scope.cancel()
        }
    }
}

/** Waits until the state of a view model is so: woken by each change, never by a clock. */
suspend fun <State : Any> until(model: ViewModel<State, *>, holds: (State) -> Boolean): State = model.state.first(holds)

/** The state that a screen shows once it is so, when it is opened and left again. */
suspend fun <State : Any> shown(model: ViewModel<State, *>, holds: (State) -> Boolean): State {
    var state: State? = null
    open(model) { state = until(model, holds) }
    return checkNotNull(state)
}

/** Opens a screen for as long as something lasts. */
suspend fun open(model: ViewModel<*, *>, work: suspend () -> Unit): Unit = coroutineScope {
    val screen = launch { model.live() }
    try {
        work()
    } finally {
        screen.cancelAndJoin()
    }
}

/** Lets everything else go on until it is so. */
suspend fun settled(holds: () -> Boolean) {
    while (!holds()) yield()
}
