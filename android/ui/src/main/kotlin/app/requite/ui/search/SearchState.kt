/** Finding again what was written. */
package app.requite.ui.search

import app.requite.engine.Found
import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class SearchState(
    /** How far it is. */
    val phase: Phase,
    /** What is looked for. */
    val query: String,
    /** What was found, best first. */
    val hits: List<Found>,
    /** About whom. */
    val person: String?,
    /** With which tag. */
    val tag: String?,
    /** From this day on, as typed. */
    val from: String,
    /** Up to this day, as typed. */
    val to: String,
    /** Also what is about quieted people. */
    val includeQuiet: Boolean,
    /** Also letters. */
    val includeLetters: Boolean,
    /** Whether there is more below. */
    val more: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
