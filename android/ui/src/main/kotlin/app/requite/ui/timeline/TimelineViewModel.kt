/** Everything that has a day, newest first, as a list that lives: what comes from another device appears by itself. */
package app.requite.ui.timeline

import app.requite.engine.Including
import app.requite.engine.ListOf
import app.requite.engine.TimelineQuery
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Again
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt

class TimelineViewModel(private val app: AppViewModel, person: String?) : ViewModel<TimelineState, TimelineEvent>(
    TimelineState(
        phase = Phase.Loading,
        cards = emptyList(),
        kinds = emptyList(),
        person = person,
        more = false,
        error = null,
    ),
) {
    private val asked = Again()
    private var limit = PAGE
    private val bridge get() = app.bridge

    override suspend fun live() = asked.each { listen() }

    override fun on(event: TimelineEvent) {
        when (event) {
            is TimelineEvent.KindChosen -> {
                become { copy(kinds = if (event.kind in kinds) kinds - event.kind else kinds + event.kind) }
                anew()
            }
            is TimelineEvent.PersonChosen -> {
                become { copy(person = event.id) }
                anew()
            }
            TimelineEvent.NextPage -> if (now.more) {
                // Asked for once, however often the end of the list is seen before it has come.
                become { copy(more = false) }
                limit += PAGE
                asked.again()
            }
            is TimelineEvent.Opened -> app.go(Place(Route.Write, event.id))
            TimelineEvent.Retried -> asked.again()
        }
    }

    private fun anew() {
        limit = PAGE
        asked.again()
    }

    private suspend fun listen() {
        val limit = limit
        val query = TimelineQuery(
            person = now.person,
            kinds = now.kinds,
            limit = limit.toUInt(),
            including = Including.USUAL,
        )
        val failed = attempt {
            bridge.list("watchList(timeline)", ListOf.Timeline(query)).collect { cards ->
                val phase = if (cards.isEmpty()) Phase.Empty else Phase.Ready
                become { copy(cards = cards, more = cards.size >= limit, phase = phase, error = null) }
            }
        }
        if (failed == null) return
        become { copy(error = failed, phase = if (phase == Phase.Loading) Phase.Failed else phase) }
    }

    private companion object {
        /** How many are shown at first, and how many more each time. */
        const val PAGE = 50
    }
}
