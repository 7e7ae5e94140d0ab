/** One person: the picture of both sides, and what is behind it. */
package app.requite.ui.person

import app.requite.engine.Boundary
import app.requite.engine.Happening
import app.requite.engine.Need
import app.requite.engine.Promise
import app.requite.engine.Why
import app.requite.ui.PersonTab
import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class PersonState(
    /** How far it is. */
    val phase: Phase,
    /** Who. */
    val id: String,
    /** What they are called here. */
    val name: String,
    /** Whether they are kept out of sight. */
    val quiet: Boolean,
    /** Whether they were marked as not safe. */
    val isUnsafe: Boolean,
    /** Which of the five. */
    val tab: PersonTab,
    /** Counts of both sides, ranges, sentences. */
    val picture: PicturePage?,
    /** The notes behind the number that was opened. */
    val why: Why?,
    /** What happened, newest first. */
    val timeline: List<Happening>,
    /** Promises of both. */
    val promises: List<Promise>,
    /** Needs of both. */
    val needs: List<Need>,
    /** What I do to keep my peace. */
    val boundaries: List<Boundary>,
    /** A note about them, as it is being written. */
    val note: String,
    /** Whether the note is as it was saved. */
    val noteSaved: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
