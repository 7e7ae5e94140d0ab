/** One entry: written, merged live with what other devices write, and as it was before. */
package app.requite.ui.write

import app.requite.engine.Mark
import app.requite.engine.Version
import app.requite.ui.Phase
import app.requite.ui.Undoable

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class WriteState(
    /** How far it is. */
    val phase: Phase,
    /** Which; empty until it was saved first. */
    val id: String,
    /** Its title. */
    val title: String,
    /** Its text, as it is being written. */
    val body: String,
    /** Who it is about. */
    val people: List<String>,
    /** Its tags. */
    val tags: List<String>,
    /** Places that two devices changed at once. */
    val marks: List<Mark>,
    /** The one that is looked at. */
    val openMark: Mark?,
    /** As it was before, while that is looked at. */
    val versions: List<Version>?,
    /** Whether something of another device came in while it was open. */
    val merged: Boolean,
    /** Whether the text is as it was saved. */
    val saved: Boolean,
    /** The last act, for ten seconds. */
    val undoable: Undoable?,
    /** What went wrong, as a code. */
    val error: String?,
)
