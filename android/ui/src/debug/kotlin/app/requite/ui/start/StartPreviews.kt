/** The first minutes in their steps. With made-up names. */
package app.requite.ui.start

import app.requite.ui.StartStep
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told
import app.requite.ui.sample.recoveryWords

fun startPreviews(told: Told): List<Preview> {
    val state = StartState(
        step = StartStep.Welcome, deviceName = told.say("My phone", "Mi teléfono"), passphrase = "", relay = "", line = "",
        words = "", digits = "", shownWords = emptyList(), busy = false, error = null,
    )
    return listOf(
        "welcome" to state,
        "create" to state.copy(step = StartStep.Create, passphrase = "paper boat"),
        "join" to state.copy(step = StartStep.Join, line = "requite:1:kf3v-2mpa-77qd"),
        "loading" to state.copy(step = StartStep.Create, passphrase = "paper boat", busy = true),
        "failed" to state.copy(step = StartStep.Restore, error = "wrong_words"),
        "words" to state.copy(step = StartStep.Words, shownWords = recoveryWords),
        "digits" to state.copy(step = StartStep.Digits, digits = "482915"),
    ).map { (name, shown) -> Preview("start-$name") { StartScreen(shown) {} } }
}
