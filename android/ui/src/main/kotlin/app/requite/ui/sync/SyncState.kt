/** What is saved here, and when other devices were last met. */
package app.requite.ui.sync

import app.requite.engine.Device
import app.requite.engine.Membership
import app.requite.engine.SyncReport
import app.requite.ui.Phase

/** What the screen shows. Never has a default: whoever makes one says all of it. */
data class SyncState(
    /** How far it is. */
    val phase: Phase,
    /** The address of the relay. */
    val relay: String,
    /** Whether it is at work. */
    val running: Boolean,
    /** What was not offered to a relay yet. */
    val waiting: ULong,
    /** What has come in all. */
    val received: ULong,
    /** What could not be taken in. */
    val quarantined: ULong,
    /** What is known to exist and has not come. */
    val missing: ULong,
    /** What should be known, as codes. */
    val alarms: List<String>,
    /** The devices, this one first. */
    val devices: List<Device>,
    /** What this device may do. */
    val membership: Membership?,
    /** What the last sync did. */
    val lastReport: SyncReport?,
    /** What went wrong, as a code. */
    val error: String?,
)
