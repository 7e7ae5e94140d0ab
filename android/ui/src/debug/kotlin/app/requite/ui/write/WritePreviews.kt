/** The entry in its states. With made-up people. */
package app.requite.ui.write

import app.requite.engine.Mark
import app.requite.engine.Version
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Undoable
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun writePreviews(told: Told): List<Preview> =
    writeStates(told).map { (name, shown) -> Preview("write-$name") { WriteScreen(shown) {} } }

internal fun writeStates(told: Told): List<Pair<String, WriteState>> {
    val sample = Sample(told)
    val nothing = WriteState(
        phase = Phase.Empty, id = "", title = "", body = "", people = emptyList(), tags = emptyList(), marks = emptyList(),
        openMark = null, versions = null, merged = false, saved = true, undoable = null, error = null,
    )
    val state = nothing.copy(
        phase = Phase.Ready, id = "1", title = told.say("Snow", "Nieve"), body = sample.snow, people = listOf("Noa", "Mia"),
        tags = listOf(told.say("winter", "invierno")),
    )
    val first = told.say("The first snow.", "La primera nieve.")
    val mark = Mark("m1", "body", 0u, 15u, listOf(first, told.say("Snow, at last.", "Nieve, por fin.")))
    val marked = state.copy(marks = listOf(mark), openMark = mark, merged = true)
    return listOf(
        "empty" to nothing,
        "full" to state.copy(saved = false),
        "marked" to marked,
        "merged" to state.copy(merged = true, undoable = Undoable(Act.Restored, 3)),
        "versions" to state.copy(
            versions = listOf(
                Version("v1", "2026-11-27 18:40", null, sample.snow), Version("v2", "2026-11-27 18:32", null, first),
            ),
        ),
        "loading" to nothing.copy(phase = Phase.Loading),
        "failed" to nothing.copy(phase = Phase.Failed, error = "wrong_key"),
    )
}
