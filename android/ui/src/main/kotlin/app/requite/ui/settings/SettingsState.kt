/** How the journal and this phone behave. */
package app.requite.ui.settings

import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class SettingsState(
    /** How far it is. */
    val phase: Phase,
    /** The language of what is said, `en` or `es`. */
    val locale: String,
    /** The day on which weeks begin. */
    val weekStart: String,
    /** How fast old notes fade from claims, in days. */
    val halfLifeDays: Int,
    /** Whether nothing may be told outside the app. */
    val discreet: Boolean,
    /** How long the app may be away before it locks. */
    val lockAfterSeconds: Int,
    /** Whether face or finger opens it. */
    val vaultKept: Boolean,
    /** As typed; wiped when it was used. */
    val passphrase: String,
    /** New words, shown once. */
    val newWords: List<String>?,
    /** What went wrong, as a code. */
    val error: String?,
)
