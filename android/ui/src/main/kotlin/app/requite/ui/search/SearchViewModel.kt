/** Finding again: asks when somebody has said what for, page by page. Quieted people and letters only when asked for. */
package app.requite.ui.search

import app.requite.engine.FoundPage
import app.requite.engine.Including
import app.requite.engine.SearchQuery
import app.requite.ui.Phase
import app.requite.ui.Place
import app.requite.ui.Route
import app.requite.ui.app.AppViewModel
import app.requite.ui.bridge.ViewModel
import app.requite.ui.bridge.attempt
import app.requite.ui.bridge.holdsWords
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

class SearchViewModel(private val app: AppViewModel) : ViewModel<SearchState, SearchEvent>(
    SearchState(
        phase = Phase.Empty,
        query = "",
        hits = emptyList(),
        person = null,
        tag = null,
        from = "",
        to = "",
        includeQuiet = false,
        includeLetters = false,
        more = false,
        error = null,
    ),
) {
    private var cursor: String? = null
    private var asking: Job? = null
    private val bridge get() = app.bridge

    override suspend fun live() = Unit

    override fun on(event: SearchEvent) {
        when (event) {
            is SearchEvent.QueryChanged -> become { copy(query = event.text) }
            SearchEvent.Submitted, SearchEvent.Retried -> ask()
            is SearchEvent.PersonChosen -> become { copy(person = event.id) }
            is SearchEvent.TagChosen -> become { copy(tag = event.text) }
            is SearchEvent.FromChanged -> become { copy(from = event.text) }
            is SearchEvent.ToChanged -> become { copy(to = event.text) }
            is SearchEvent.QuietChosen -> become { copy(includeQuiet = event.on) }
            is SearchEvent.LettersChosen -> become { copy(includeLetters = event.on) }
            SearchEvent.NextPage -> if (now.more && asking?.isActive != true) more()
            is SearchEvent.Opened -> app.go(Place(Route.Write, event.id))
        }
    }

    private fun ask() {
        // Somebody asks for something else: what was asked before is not waited for.
        asking?.cancel()
        cursor = null
        if (!now.query.holdsWords) {
            become { copy(hits = emptyList(), more = false, phase = Phase.Empty, error = null) }
            return
        }
        become { copy(phase = Phase.Loading) }
        more()
    }

    private fun more() {
        val query = SearchQuery(
            words = now.query,
            cursor = cursor,
            person = now.person,
            tag = now.tag,
            from = now.from.takeIf { it.isNotEmpty() },
            to = now.to.takeIf { it.isNotEmpty() },
            including = if (now.includeQuiet) Including.QUIET else Including.USUAL,
            letters = now.includeLetters,
        )
        asking = bridge.scope.launch {
            val failed = attempt { show(bridge.ask("looking.search") { it.looking().search(query) }, query) }
            if (failed != null) become { copy(error = failed, phase = Phase.Failed) }
        }
    }

    private fun show(page: FoundPage, query: SearchQuery) {
        val hits = if (query.cursor == null) page.items else now.hits + page.items
        cursor = page.next
        val phase = if (hits.isEmpty()) Phase.Empty else Phase.Ready
        become { copy(hits = hits, more = page.next != null, phase = phase, error = null) }
    }
}
