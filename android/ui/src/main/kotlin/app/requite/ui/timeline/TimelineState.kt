/** Everything that has a day, newest first. */
package app.requite.ui.timeline

import app.requite.engine.Card
import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class TimelineState(
    /** How far it is. */
    val phase: Phase,
    /** What is shown. */
    val cards: List<Card>,
    /** Which kinds; all where none is chosen. */
    val kinds: List<String>,
    /** About whom; everybody where nobody is chosen. */
    val person: String?,
    /** Whether there is more below. */
    val more: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
