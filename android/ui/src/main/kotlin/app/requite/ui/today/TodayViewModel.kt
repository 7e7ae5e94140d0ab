/** Today: writes one line, and answers what may be looked at. What is dismissed is told to nobody. */
package app.requite.ui.today

import app.requite.engine.Today
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Keeper
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import app.requite.ui.bridge.without
import app.requite.ui.bridge.write
import kotlinx.coroutines.launch

class TodayViewModel(private val app: AppViewModel) : ViewModel<TodayState, TodayEvent>(
    TodayState(
        phase = Phase.Loading,
        date = "",
        line = "",
        saving = false,
        due = emptyList(),
        care = null,
        prompt = null,
        limits = emptyList(),
        after = emptyList(),
        notes = emptyList(),
        undoable = null,
        error = null,
    ),
), Keeper {
    private val bridge get() = app.bridge

    init {
        bridge.keepers.add(Place(Route.Today, ""), this)
    }

    override suspend fun live() = bridge.reading { load() }

    override fun on(event: TodayEvent) {
        when (event) {
            is TodayEvent.LineChanged -> become { copy(line = event.text) }
            TodayEvent.LineSaved -> bridge.scope.launch { keep() }
            is TodayEvent.CaptureChosen -> app.go(Place(Route.Capture, event.mode.name))
            is TodayEvent.PromiseAnswered -> bridge.scope.launch { answer(event.id, event.outcome) }
            is TodayEvent.Dismissed -> dismiss(event.id)
            is TodayEvent.NoteOpened -> bridge.scope.launch { openNote(event.id) }
            TodayEvent.Undone -> bridge.scope.launch { undo() }
            TodayEvent.Retried -> bridge.scope.launch { load() }
        }
    }

    override val isUnsaved: Boolean get() = now.line.holdsWords

    /** The line becomes an entry. It is there until the engine has it, and what was typed meanwhile stays. */
    override suspend fun keep() {
        val line = now.line
        if (now.saving || !line.holdsWords) return
        become { copy(saving = true) }
        val failed = attempt {
            bridge.write(line, title = null)
            become { copy(line = this.line.without(line)) }
            offer(Act.Entry)
        }
        become { copy(saving = false, error = failed) }
    }

    private suspend fun load() {
        val failed = attempt {
            show(bridge.ask("looking.today") { it.looking().today() })
        }
        become {
            val unread = failed != null && phase == Phase.Loading
            copy(error = misread.after(failed, error), phase = if (unread) Phase.Failed else phase)
        }
    }

    private fun show(today: Today) {
        val kept = { id: String -> id !in bridge.dismissed }
        // A note that was opened stays open for as long as it is looked at.
        val opened = now.notes.filter { note -> note.text != null && today.notes.none { it.id == note.id } }
        become {
            copy(
                date = today.date,
                due = today.due.filter { kept(it.id) },
                care = today.care?.takeIf { kept(CARE) },
                prompt = today.prompt?.takeIf { kept(it.id) },
                limits = today.limits.filter { kept(it.id) },
                after = today.after.filter { kept(it.id) },
                notes = (opened + today.notes).filter { kept(it.id) },
            )
        }
        val nothing = today.entries == 0uL &&
            listOf(now.due, now.limits, now.after, now.notes).all { it.isEmpty() }
        become { copy(phase = if (nothing) Phase.Empty else Phase.Ready) }
    }

    private suspend fun answer(id: String, outcome: String) {
        val failed = attempt {
            bridge.act("evidence.resolvePromise") { it.evidence().resolvePromise(id, outcome, null) }
            become { copy(due = due.filter { it.id != id }) }
            offer(Act.Promise)
        }
        become { copy(error = failed) }
    }

    private fun dismiss(id: String) {
        bridge.dismissed.add(id)
        become {
            copy(
                due = due.filter { it.id != id },
                care = care.takeIf { id != CARE },
                prompt = prompt?.takeIf { it.id != id },
                limits = limits.filter { it.id != id },
                after = after.filter { it.id != id },
                notes = notes.filter { it.id != id },
            )
        }
    }

    private suspend fun openNote(id: String) {
        val failed = attempt {
            val note = bridge.act("peace.openNote") { it.peace().openNote(id) }
            become { copy(notes = notes.map { if (it.id == id) note else it }) }
        }
        become { copy(error = failed) }
    }

    private suspend fun undo() {
        val undoable = now.undoable ?: return
        become { copy(undoable = null) }
        val failed = attempt { bridge.undo(undoable) }
        become { copy(error = failed) }
    }

    private fun offer(what: Act) {
        val offered = bridge.offer(what) { over -> become { copy(undoable = undoable.takeIf { it != over }) } }
        become { copy(undoable = offered) }
    }

    private companion object {
        /** By which the one small thing is dismissed. */
        const val CARE = "care"
    }
}
