/** Today: one line to write, and what may be looked at. */
package app.requite.ui.today

import app.requite.engine.AfterCheck
import app.requite.engine.BoundaryWeek
import app.requite.engine.Promise
import app.requite.engine.Prompt
import app.requite.engine.SealedNote
import app.requite.ui.Phase
import app.requite.ui.Undoable

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class TodayState(
    /** How far it is. */
    val phase: Phase,
    /** The day, `YYYY-MM-DD`. */
    val date: String,
    /** What is being written. */
    val line: String,
    /** Whether the line is on its way. */
    val saving: Boolean,
    /** Promises whose day has come. */
    val due: List<Promise>,
    /** One small thing for oneself. */
    val care: String?,
    /** One question. */
    val prompt: Prompt?,
    /** Limits that the next contact would go beyond. */
    val limits: List<BoundaryWeek>,
    /** Goodbyes to look after. */
    val after: List<AfterCheck>,
    /** Notes whose day has come. */
    val notes: List<SealedNote>,
    /** The last act, for ten seconds. */
    val undoable: Undoable?,
    /** What went wrong, as a code. */
    val error: String?,
)
