/** Meeting the other devices by way of a relay, once. */
package app.requite.ui.bridge

import app.requite.engine.Engine
import app.requite.engine.SyncOperation
import app.requite.engine.SyncReport
import app.requite.engine.SyncUntil
import kotlinx.coroutines.CancellationException

/**
 * Goes on until there is nothing more to do. Stopped by [begun]'s operation, it tells what was done; stopped by its coroutine,
 * it stops the operation. Stopping it anywhere loses nothing.
 */
suspend fun Engine.meet(relay: String, begun: (SyncOperation) -> Unit): SyncReport {
    val operation = sync().begin(listOf(relay), SyncUntil.QUIET, null)
    begun(operation)
    try {
        return operation.report()
    } catch (stopped: CancellationException) {
        operation.cancel()
        throw stopped
    }
}
