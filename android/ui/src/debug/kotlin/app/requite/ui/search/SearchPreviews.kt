/** The search in its states. With made-up people. */
package app.requite.ui.search

import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun searchPreviews(told: Told): List<Preview> {
    val state = SearchState(
        phase = Phase.Ready, query = told.say("snow", "nieve"), hits = Sample(told).found, person = null, tag = null, from = "",
        to = "", includeQuiet = false, includeLetters = false, more = true, error = null,
    )
    val nothing = state.copy(hits = emptyList(), more = false)
    return listOf(
        "empty" to nothing.copy(phase = Phase.Empty, query = ""),
        "full" to state,
        "narrow" to state.copy(person = "Noa", from = "2026-11-01", includeLetters = true),
        "none" to nothing.copy(phase = Phase.Empty),
        "loading" to nothing.copy(phase = Phase.Loading),
        "failed" to nothing.copy(phase = Phase.Failed, error = "invalid_query"),
    ).map { (name, shown) -> Preview("search-$name") { SearchScreen(shown) {} } }
}
