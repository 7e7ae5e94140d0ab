/** The sheet in its states. With made-up people. */
package app.requite.ui.capture

import app.requite.engine.Direction
import app.requite.ui.Act
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.Undoable
import app.requite.ui.parts.Behind
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told
import app.requite.ui.today.TodayScreen
import app.requite.ui.today.todayStates

fun capturePreviews(told: Told): List<Preview> = captureStates(told).map { (name, shown) ->
    Preview("capture-$name") {
        Behind { TodayScreen(todayStates(told).toMap().getValue("full")) {} }
        CaptureScreen(shown) {}
    }
}

internal fun captureStates(told: Told): List<Pair<String, CaptureState>> {
    val state = CaptureState(
        phase = Phase.Ready, mode = CaptureMode.Moment, people = Sample(told).people, person = "1", kind = "care_act",
        direction = Direction.THEM, line = told.say("Brought soup when I was ill", "Trajo sopa cuando estaba enferma"),
        feelings = emptyMap(), date = "", saved = null, error = null,
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty, people = emptyList(), person = null, kind = null, line = ""),
        "moment" to state,
        "felt" to state.copy(mode = CaptureMode.Felt, feelings = mapOf("energy" to -1, "seen" to 2), line = ""),
        "care" to state.copy(
            mode = CaptureMode.Care, line = told.say("A walk by the river", "Un paseo por el río"),
            saved = Undoable(Act.Care, 4),
        ),
        "loading" to state.copy(phase = Phase.Loading),
        "failed" to state.copy(phase = Phase.Failed, error = "read_only"),
    )
}
