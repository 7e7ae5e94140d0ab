/** The people, by name and never by worth. */
package app.requite.ui.people

import app.requite.engine.Card
import app.requite.engine.Including
import app.requite.ui.Phase
import app.requite.ui.Undoable

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class PeopleState(
    /** How far it is. */
    val phase: Phase,
    /** Those that fit what is looked for. */
    val people: List<Card>,
    /** What is looked for. */
    val query: String,
    /** Whether quieted people are among them. */
    val including: Including,
    /** The last act, for ten seconds. */
    val undoable: Undoable?,
    /** What went wrong, as a code. */
    val error: String?,
)
