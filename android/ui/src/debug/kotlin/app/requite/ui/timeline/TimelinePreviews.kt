/** The timeline in its states. With made-up people. */
package app.requite.ui.timeline

import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun timelinePreviews(told: Told): List<Preview> =
    timelineStates(told).map { (name, shown) -> Preview("timeline-$name") { TimelineScreen(shown) {} } }

internal fun timelineStates(told: Told): List<Pair<String, TimelineState>> {
    val state = TimelineState(
        phase = Phase.Ready, cards = Sample(told).stream, kinds = emptyList(), person = null, more = true, error = null,
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty, cards = emptyList(), more = false),
        "full" to state,
        "chosen" to state.copy(kinds = listOf("entry"), cards = state.cards.filter { it.kind == "entry" }, more = false),
        "loading" to state.copy(phase = Phase.Loading, cards = emptyList(), more = false),
        "failed" to state.copy(phase = Phase.Failed, cards = emptyList(), more = false, error = "shut_down"),
    )
}
