/** The people in their states. Made up. */
package app.requite.ui.people

import app.requite.engine.Including
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Undoable
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun peoplePreviews(told: Told): List<Preview> =
    peopleStates(told).map { (name, shown) -> Preview("people-$name") { PeopleScreen(shown) {} } }

internal fun peopleStates(told: Told): List<Pair<String, PeopleState>> {
    val cards = Sample(told).cards
    val state = PeopleState(
        phase = Phase.Ready, people = cards.filter { "quiet" !in it.flags }, query = "", including = Including.USUAL,
        undoable = null, error = null,
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty, people = emptyList()),
        "full" to state,
        "quiet" to state.copy(people = cards, including = Including.QUIET, undoable = Undoable(Act.Quiet, 2)),
        "loading" to state.copy(phase = Phase.Loading, people = emptyList()),
        "failed" to state.copy(phase = Phase.Failed, people = emptyList(), error = "busy"),
    )
}
