/** The devices of the journal: letting one in, removing one. */
package app.requite.ui.devices

import app.requite.engine.Device
import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class DevicesState(
    /** How far it is. */
    val phase: Phase,
    /** All of them. */
    val devices: List<Device>,
    /** The line for a newcomer, while one is invited. */
    val line: String?,
    /** When the invitation is over, in milliseconds since 1970. */
    val expiresMs: Long?,
    /** What the newcomer is called, once it is there. */
    val newcomer: String?,
    /** The digits that the newcomer shows, as typed. */
    val digits: String,
    /** As typed; wiped when it was used. */
    val passphrase: String,
    /** Whether the newcomer gets what was written before only after a day. */
    val holdHistory: Boolean,
    /** The device that may be removed, as an id. */
    val removing: String?,
    /** Whether it is at work. */
    val busy: Boolean,
    /** What went wrong, as a code. */
    val error: String?,
)
