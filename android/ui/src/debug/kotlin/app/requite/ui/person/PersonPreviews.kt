/** Somebody's page in its states. Made up. */
package app.requite.ui.person

import app.requite.engine.Why
import app.requite.ui.PersonTab
import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun personPreviews(told: Told): List<Preview> =
    personStates(told).map { (name, shown) -> Preview("person-$name") { PersonScreen(shown) {} } }

internal fun personStates(told: Told): List<Pair<String, PersonState>> {
    val sample = Sample(told)
    val nothing = PersonState(
        phase = Phase.Empty, id = "1", name = "Noa", quiet = false, isUnsafe = false, tab = PersonTab.Picture,
        picture = null, why = null, timeline = emptyList(), promises = emptyList(), needs = emptyList(),
        boundaries = emptyList(), note = "", noteSaved = true, error = null,
    )
    val state = nothing.copy(
        phase = Phase.Ready, picture = sample.picture, timeline = sample.happened,
        promises = listOf(sample.theirs, sample.mine), needs = sample.needs, boundaries = sample.boundaries,
        note = told.say("Likes tea without sugar. Quiet before noon.", "Le gusta el té sin azúcar. Habla poco antes del mediodía."),
    )
    return listOf(
        "empty" to nothing,
        "picture" to state,
        "timeline" to state.copy(tab = PersonTab.Timeline),
        "promises" to state.copy(tab = PersonTab.Promises),
        "needs" to state.copy(tab = PersonTab.Needs),
        "notes" to state.copy(tab = PersonTab.Notes, noteSaved = false),
        "why" to state.copy(why = Why("follow_through", sample.happened, emptyList())),
        "loading" to nothing.copy(phase = Phase.Loading, name = ""),
        "failed" to nothing.copy(phase = Phase.Failed, name = "", error = "not_found"),
    )
}
