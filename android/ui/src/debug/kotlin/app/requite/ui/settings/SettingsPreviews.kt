/** The settings in their states. */
package app.requite.ui.settings

import app.requite.ui.Phase
import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told
import app.requite.ui.sample.recoveryWords

fun settingsPreviews(told: Told): List<Preview> {
    val state = SettingsState(
        phase = Phase.Ready, locale = told.tag, weekStart = "monday", halfLifeDays = 180, discreet = true,
        lockAfterSeconds = 30, vaultKept = true, passphrase = "", newWords = null, error = null,
    )
    return listOf(
        "full" to state,
        "words" to state.copy(newWords = recoveryWords),
        "refused" to state.copy(vaultKept = false, error = "vault_invalidated"),
        "loading" to state.copy(phase = Phase.Loading),
        "failed" to state.copy(phase = Phase.Failed, error = "internal"),
    ).map { (name, shown) -> Preview("settings-$name") { SettingsScreen(shown) {} } }
}
