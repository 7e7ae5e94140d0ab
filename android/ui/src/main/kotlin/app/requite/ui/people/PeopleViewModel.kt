/** The people, by name, as a list that lives. Quieted ones come only when they are asked for. */
package app.requite.ui.people

import app.requite.engine.Card
import app.requite.engine.Engine
import app.requite.engine.Including
import app.requite.engine.ListOf
import app.requite.engine.Person
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Again
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import java.text.Normalizer
import kotlinx.coroutines.launch

class PeopleViewModel(private val app: AppViewModel) : ViewModel<PeopleState, PeopleEvent>(
    PeopleState(
        phase = Phase.Loading,
        people = emptyList(),
        query = "",
        including = Including.USUAL,
        undoable = null,
        error = null,
    ),
) {
    private var all = emptyList<Card>()
    private val asked = Again()
    private val bridge get() = app.bridge

    override suspend fun live() = asked.each { listen() }

    override fun on(event: PeopleEvent) {
        when (event) {
            is PeopleEvent.QueryChanged -> {
                become { copy(query = event.text) }
                show()
            }
            is PeopleEvent.IncludingChosen -> {
                become { copy(including = event.including) }
                asked.again()
            }
            is PeopleEvent.Added -> act("people.add", Act.Person) { it.people().add(event.text) }
            is PeopleEvent.Quieted -> act("people.quiet", Act.Quiet) { it.people().quiet(event.id, null) }
            is PeopleEvent.Unquieted -> act("people.unquiet", Act.Unquiet) { it.people().unquiet(event.id) }
            is PeopleEvent.Opened -> app.go(Place(Route.Person, event.id))
            PeopleEvent.Undone -> bridge.scope.launch { undo() }
            PeopleEvent.Retried -> asked.again()
        }
    }

    private suspend fun listen() {
        val failed = attempt {
            bridge.list("watchList(people)", ListOf.People(now.including)).collect { cards ->
                all = cards
                val phase = if (cards.isEmpty()) Phase.Empty else Phase.Ready
                become { copy(error = misread.after(null, error), phase = phase) }
                show()
            }
        }
        if (failed == null) return
        become {
            copy(error = misread.after(failed, error), phase = if (phase == Phase.Loading) Phase.Failed else phase)
        }
    }

    private fun show() {
        val query = now.query.plain
        become { copy(people = all.filter { query in it.title.plain }) }
    }

    private fun act(call: String, what: Act, acting: suspend (Engine) -> Person) {
        bridge.scope.launch {
            val failed = attempt {
                bridge.act(call, acting)
                val offered = bridge.offer(what) { over -> become { copy(undoable = undoable.takeIf { it != over }) } }
                become { copy(undoable = offered) }
            }
            become { copy(error = failed) }
        }
    }

    private suspend fun undo() {
        val undoable = now.undoable ?: return
        become { copy(undoable = null) }
        val failed = attempt { bridge.undo(undoable) }
        become { copy(error = failed) }
    }
}

/** As it is looked for: without capitals, accents and the spaces around it. */
private val String.plain: String
    get() = Normalizer.normalize(trim(), Normalizer.Form.NFD).replace(MARKS, "").lowercase()

private val MARKS = Regex("\\p{Mn}+")
