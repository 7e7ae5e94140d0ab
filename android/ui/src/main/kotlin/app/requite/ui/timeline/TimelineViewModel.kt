/**
 * Everything that has a day, newest first, as a list that lives: what comes from another device appears by itself. Older pages come
 * when somebody scrolls to them, and live from then on as well.
 */
package app.requite.ui.timeline

import app.requite.engine.Card
import app.requite.engine.Happening
import app.requite.engine.Including
import app.requite.engine.ListOf
import app.requite.engine.Timeline
import app.requite.engine.TimelineQuery
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.Again
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

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

    /** How many are shown, and behind the first page where the next one begins. */
    private var depth = PAGE
    private var cursor: String? = null

    /** One reading at a time, so that pages come one after the other. */
    private val reading = Mutex()
    private val bridge get() = app.bridge

    override suspend fun live() = asked.each { if (depth == PAGE) first() else bridge.reading { anew() } }

    override fun on(event: TimelineEvent) {
        when (event) {
            is TimelineEvent.KindChosen -> {
                become { copy(kinds = if (event.kind in kinds) kinds - event.kind else kinds + event.kind) }
                begin()
            }
            is TimelineEvent.PersonChosen -> {
                become { copy(person = event.id) }
                begin()
            }
            TimelineEvent.NextPage -> if (now.more) next()
            is TimelineEvent.Opened -> app.go(Place(Route.Write, event.id))
            TimelineEvent.Retried -> asked.again()
        }
    }

    private fun begin() {
        depth = PAGE
        cursor = null
        asked.again()
    }

    private fun next() {
        // Asked for once, however often the end of the list is seen before more has come.
        become { copy(more = false) }
        depth += PAGE
        if (cursor == null) asked.again() else bridge.scope.launch { further() }
    }

    /** The first page, for as long as it is all that is shown: one call. */
    private suspend fun first() = told {
        bridge.list("watchList(timeline)", ListOf.Timeline(query(PAGE, null))).collect { show(it, it.size >= PAGE) }
    }

    /** What lies below what is shown. */
    private suspend fun further() = told {
        reading.withLock {
            val after = cursor ?: return@withLock
            val page = page(PAGE, after)
            // Somebody may have asked for something else meanwhile.
            if (cursor != after) return@withLock
            cursor = page.next
            show(now.cards + page.items.map(::cardOf), page.next != null)
        }
    }

    /** Everything that is shown, read again. */
    private suspend fun anew() = told {
        reading.withLock {
            val cards = ArrayList<Card>(depth)
            var page = page(minOf(depth, MOST), null)
            cards += page.items.map(::cardOf)
            while (page.next != null && cards.size < depth) {
                page = page(minOf(depth - cards.size, MOST), page.next)
                cards += page.items.map(::cardOf)
            }
            cursor = page.next
            show(cards, page.next != null)
        }
    }

    private suspend fun page(limit: Int, after: String?): Timeline {
        val query = query(limit, after)
        return bridge.ask("looking.timeline") { it.looking().timeline(query) }
    }

    private fun query(limit: Int, after: String?) = TimelineQuery(
        person = now.person,
        kinds = now.kinds,
        limit = limit.toUInt(),
        cursor = after,
        including = Including.USUAL,
    )

    private fun show(cards: List<Card>, more: Boolean) {
        val phase = if (cards.isEmpty()) Phase.Empty else Phase.Ready
        become { copy(cards = cards, more = more, phase = phase, error = null) }
    }

    private suspend fun told(work: suspend () -> Unit) {
        val failed = attempt(work) ?: return
        become { copy(error = failed, phase = if (phase == Phase.Loading) Phase.Failed else phase) }
    }

    private companion object {
        /** How many are shown at first, and how many more each time. */
        const val PAGE = 50

        /** How many the engine gives at once. */
        const val MOST = 1_000
    }
}

/** As the first page shows it. */
private fun cardOf(it: Happening) = Card(it.id, it.kind, it.date, it.time, "", it.text, it.people, emptyList())
