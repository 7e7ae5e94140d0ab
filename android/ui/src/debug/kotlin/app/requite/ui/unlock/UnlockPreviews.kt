/** The door in its states. With made-up people. */
package app.requite.ui.unlock

import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told

fun unlockPreviews(told: Told): List<Preview> {
    val state = UnlockState(passphrase = "", note = "", vaultOffered = true, busy = false, error = null)
    val note = told.say("Seen on the way home: the lamp in their window.", "Visto de camino a casa: la lámpara en su ventana.")
    return listOf(
        "empty" to state.copy(vaultOffered = false),
        "full" to state.copy(passphrase = "paper boat", note = note),
        "loading" to state.copy(passphrase = "paper boat", busy = true),
        "failed" to state.copy(error = "wrong_passphrase"),
    ).map { (name, shown) -> Preview("unlock-$name") { UnlockScreen(shown) {} } }
}
