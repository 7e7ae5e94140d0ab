/** The door: neutral, with a place for a note that comes in when it opens. */
package app.requite.ui.unlock

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class UnlockState(
    /** As typed; wiped when it was used. */
    val passphrase: String,
    /** Kept on this screen, and an entry as soon as the journal opens. */
    val note: String,
    /** Whether face or finger may open it. */
    val vaultOffered: Boolean,
    /** Whether it is at work. */
    val busy: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
