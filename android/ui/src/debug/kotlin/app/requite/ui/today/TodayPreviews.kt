/** Today in its states. With made-up people. */
package app.requite.ui.today

import app.requite.engine.AfterCheck
import app.requite.engine.BoundaryWeek
import app.requite.engine.Prompt
import app.requite.engine.SealedNote
import app.requite.ui.Act
import app.requite.ui.Phase
import app.requite.ui.Undoable
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Sample
import app.requite.ui.sample.Told

fun todayPreviews(told: Told): List<Preview> =
    todayStates(told).map { (name, shown) -> Preview("today-$name") { TodayScreen(shown) {} } }

/** The states by name; the frame of the app shows one, too. */
internal fun todayStates(told: Told): List<Pair<String, TodayState>> {
    val sample = Sample(told)
    val state = TodayState(
        phase = Phase.Ready, date = "2026-11-27", line = "", saving = false, due = emptyList(), care = null, prompt = null,
        limits = emptyList(), after = emptyList(), notes = emptyList(), undoable = null, error = null,
    )
    val full = state.copy(
        line = told.say("The first snow", "La primera nieve"), due = listOf(sample.theirs),
        care = told.say("Ten minutes outside, without the phone", "Diez minutos fuera, sin el teléfono"),
        prompt = Prompt(
            "q1", "kindness",
            told.say("What would you say to a friend who wrote this?", "¿Qué le dirías a alguien querido que escribiera esto?"),
            false,
        ),
    )
    return listOf(
        "empty" to state.copy(phase = Phase.Empty),
        "full" to full,
        "loading" to state.copy(phase = Phase.Loading, date = ""),
        "failed" to state.copy(phase = Phase.Failed, error = "damaged"),
        "undo" to full.copy(line = "", undoable = Undoable(Act.Entry, 1)),
        "limits" to state.copy(
            limits = listOf(BoundaryWeek("l1", "Jonas", true, "2026-11-23", 2, 2, 90, null, 0, true)),
            after = listOf(AfterCheck("a1", "2026-11-20")),
            notes = listOf(
                SealedNote("s1", "2026-11-27", true, false, null),
                SealedNote("s2", "2026-11-26", true, true, told.say("You wanted to remember the sea.", "Querías recordar el mar.")),
            ),
        ),
    )
}
