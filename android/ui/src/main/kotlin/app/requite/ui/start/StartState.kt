/** The first minutes: a new journal, one that comes from another device, or one that comes back by its words. */
package app.requite.ui.start

import app.requite.ui.StartStep

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class StartState(
    /** Where in it. */
    val step: StartStep,
    /** What this phone is called on the others. */
    val deviceName: String,
    /** As typed; wiped when it was used. */
    val passphrase: String,
    /** The address of a relay, for coming back by words. */
    val relay: String,
    /** The line that another device shows. */
    val line: String,
    /** The 24 words, as typed; wiped when they were used. */
    val words: String,
    /** The six digits to be typed on the other device. */
    val digits: String,
    /** The new words, shown once. */
    val shownWords: List<String>,
    /** Whether it is at work. */
    val busy: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
