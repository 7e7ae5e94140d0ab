/** The sheet on which a moment, a feeling or a care is noted in a few seconds. */
package app.requite.ui.capture

import app.requite.engine.Direction
import app.requite.engine.Person
import app.requite.ui.CaptureMode
import app.requite.ui.Phase
import app.requite.ui.Undoable

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class CaptureState(
    /** How far it is. */
    val phase: Phase,
    /** What is noted. */
    val mode: CaptureMode,
    /** Who may be chosen. */
    val people: List<Person>,
    /** Who is, as an id. */
    val person: String?,
    /** What kind of moment. */
    val kind: String?,
    /** Which way it went. */
    val direction: Direction,
    /** A line about it. */
    val line: String,
    /** From -2 to 2, by feeling. */
    val feelings: Map<String, Int>,
    /** The day as typed; empty for now. */
    val date: String,
    /** What was noted, for ten seconds. */
    val saved: Undoable?,
    /** What went wrong, as a code. */
    val error: String?,
)
