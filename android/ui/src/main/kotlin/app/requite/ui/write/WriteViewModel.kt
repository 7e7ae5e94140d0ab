/**
 * One entry: typed, saved a second after the last key, merged live with what comes from other devices. What is typed is never
 * taken from under somebody's hands, and stays on the screen until the engine has it.
 */
package app.requite.ui.write

import app.requite.engine.Entry
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Keeper
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import app.requite.ui.bridge.write
import app.requite.ui.pauseUntil
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

class WriteViewModel(private val app: AppViewModel, id: String) : ViewModel<WriteState, WriteEvent>(
    WriteState(
        phase = if (id.isEmpty()) Phase.Empty else Phase.Loading,
        id = id,
        title = "",
        body = "",
        people = emptyList(),
        tags = emptyList(),
        marks = emptyList(),
        openMark = null,
        versions = null,
        merged = false,
        saved = true,
        undoable = null,
        error = null,
    ),
), Keeper {
    /** The text and the heads that the next edit is made from. */
    private var base = ""
    private var heads: String? = null

    /** One save at a time: a second waits for the first, and saves what came meanwhile. */
    private val saving = Mutex()
    private var pausing: Job? = null
    private val bridge get() = app.bridge

    init {
        bridge.keepers.add(Place(Route.Write, id), this)
    }

    override suspend fun live() = bridge.reading(setOf("entry"), { if (now.id.isNotEmpty()) load() }, ::takeIn)

    override fun on(event: WriteEvent) {
        when (event) {
            is WriteEvent.BodyChanged -> type(event.text)
            is WriteEvent.TitleChanged -> if (now.id.isEmpty()) become { copy(title = event.text) }
            WriteEvent.Saved -> bridge.scope.launch { keep() }
            is WriteEvent.MarkOpened -> become { copy(openMark = marks.firstOrNull { it.id == event.id }) }
            is WriteEvent.MarkCleared -> bridge.scope.launch { clear(event.id) }
            WriteEvent.VersionsOpened -> bridge.scope.launch { openVersions() }
            is WriteEvent.VersionRestored -> bridge.scope.launch { restore(event.id) }
            WriteEvent.VersionsClosed -> become { copy(versions = null) }
            WriteEvent.Trashed -> bridge.scope.launch { trash() }
            WriteEvent.Undone -> bridge.scope.launch { undo() }
            // What could not be saved is not left behind: going back keeps first.
            WriteEvent.Closed -> app.on(AppEvent.Back)
            WriteEvent.Retried -> bridge.scope.launch { if (now.saved) load() else keep() }
        }
    }

    // Typing and saving

    private fun type(text: String) {
        become { copy(body = text, saved = text == base) }
        pausing?.cancel()
        val surroundings = bridge.platform.surroundings
        val untilMs = surroundings.elapsedMs() + PAUSE_MS
        pausing = bridge.scope.launch {
            surroundings.pauseUntil(untilMs)
            // Not in this coroutine, which the next key cancels: a save that has begun goes on to its end.
            bridge.scope.launch { keep() }
        }
    }

    override val isUnsaved: Boolean get() = !now.saved && now.body.holdsWords

    /** Saves what is typed. */
    override suspend fun keep() = saving.withLock {
        if (!isUnsaved) return@withLock
        val failed = attempt { save() }
        become { copy(error = failed) }
    }

    private suspend fun save() {
        val sent = now.body
        val id = now.id
        if (id.isEmpty()) {
            val wrote = bridge.write(sent, now.title.takeIf { it.isNotEmpty() })
            become { copy(id = wrote) }
            show(bridge.ask("journal.show") { it.journal().show(wrote) }, sent)
            return
        }
        val from = heads
        show(bridge.act("journal.edit") { it.journal().edit(id, from, sent) }, sent)
    }

    /** Shows an entry that came back, with what was typed since [sent]. */
    private fun show(entry: Entry, sent: String) {
        base = entry.body
        heads = entry.heads
        become {
            val text = rebased(typed = body, sent = sent, merged = entry.body)
            copy(
                phase = Phase.Ready,
                title = entry.title,
                body = text,
                people = entry.people,
                tags = entry.tags,
                marks = entry.marks,
                openMark = openMark?.let { open -> entry.marks.firstOrNull { it.id == open.id } },
                merged = merged || entry.body != sent,
                saved = text == entry.body,
            )
        }
    }

    // What comes from elsewhere

    private suspend fun load() {
        val id = now.id
        val failed = attempt {
            val entry = bridge.ask("journal.show") { it.journal().show(id) }
            val first = heads == null
            show(entry, if (first) "" else base)
            if (first) become { copy(merged = false) }
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    /** Something was written elsewhere: what is being typed is merged with it, at the heads that it was typed from. */
    private suspend fun takeIn() {
        if (now.id.isEmpty()) return
        // A save that is under way comes first, and may have taken it in.
        saving.withLock {}
        if (now.saved) load() else keep()
    }

    // Marks, versions, the trash

    private suspend fun clear(mark: String) {
        val id = now.id
        val failed = attempt {
            val looked = bridge.ask("journal.clearMark") { it.journal().clearMark(id, mark) }
            become { copy(marks = looked.marks, openMark = openMark?.takeIf { it.id != mark }) }
        }
        become { copy(error = failed) }
    }

    private suspend fun openVersions() {
        val id = now.id
        if (id.isEmpty()) return
        val failed = attempt {
            val history = bridge.ask("journal.history") { it.journal().history(id) }
            become { copy(versions = history.versions) }
        }
        become { copy(error = failed) }
    }

    private suspend fun restore(version: String) {
        keep()
        val id = now.id
        val merged = now.merged
        val failed = attempt {
            val entry = bridge.act("journal.restoreVersion") { it.journal().restoreVersion(id, version) }
            show(entry, now.body)
            become { copy(merged = merged, versions = null) }
            offer(Act.Restored)
        }
        become { copy(error = failed) }
    }

    private suspend fun trash() {
        keep()
        val id = now.id
        if (id.isEmpty()) return
        val failed = attempt {
            bridge.act("journal.trash") { it.journal().trash(id) }
            offer(Act.Trashed)
        }
        become { copy(error = failed) }
    }

    private suspend fun undo() {
        val undoable = now.undoable ?: return
        // What is taken back here has not come from elsewhere.
        val merged = now.merged
        become { copy(undoable = null) }
        val failed = attempt { bridge.undo(undoable) }
        load()
        become { copy(merged = merged, error = failed ?: error) }
    }

    private fun offer(what: Act) {
        val offered = bridge.offer(what) { over -> become { copy(undoable = undoable.takeIf { it != over }) } }
        become { copy(undoable = offered) }
    }

    private companion object {
        /** After the last key. */
        const val PAUSE_MS = 1_000L
    }
}
