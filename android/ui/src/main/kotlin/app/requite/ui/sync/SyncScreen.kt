/** What is saved here, and when the other devices were last met. Never in the way. */
package app.requite.ui.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.requite.engine.Device
import app.requite.ui.Route
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Notice
import app.requite.ui.parts.NoticeKind
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.theme.Space
import app.requite.ui.words.Counted
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.counted
import app.requite.ui.words.moment
import app.requite.ui.words.word

/** Draws a state of sync. */
@Composable
fun SyncScreen(state: SyncState, on: (SyncEvent) -> Unit) {
    Page(word(Family.Route, Route.Sync)) {
        Phased(state.phase, state.error, { on(SyncEvent.Retried) }) {
            PageList {
                item { Saved(state) }
                state.alarms.forEach { alarm -> item { Notice(word(Family.Alarm, alarm), NoticeKind.News) } }
                if (state.error != null) item { ErrorLine(state.error) }
                item { Meeting(state, on) }
                item { Heading(word(Word.SyncDevices)) }
                if (state.devices.size < 2) item { Hint(word(Word.SyncEmpty)) }
                state.devices.forEach { device -> item(device.id) { Met(device) } }
            }
        }
    }
}

@Composable
private fun Saved(state: SyncState) {
    PaperCard {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.medium), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.Check, contentDescription = null, Modifier.size(28.dp), tint = MaterialTheme.colorScheme.primary)
            Text(word(Word.SyncSaved), Modifier.weight(1f), style = MaterialTheme.typography.titleLarge)
        }
        state.membership?.let { Hint(word(Family.Membership, it)) }
        Hint(counted(Counted.SyncWaiting, state.waiting.toLong()))
        Hint(counted(Counted.SyncReceived, state.received.toLong()))
        if (state.missing > 0u) Hint(counted(Counted.SyncMissing, state.missing.toLong()))
        if (state.quarantined > 0u) Hint(counted(Counted.SyncQuarantined, state.quarantined.toLong()))
    }
}

@Composable
private fun Meeting(state: SyncState, on: (SyncEvent) -> Unit) {
    PaperCard {
        Typed(word(Word.SyncRelay), state.relay, Typing.Exact) { on(SyncEvent.RelayChanged(it)) }
        if (state.running) {
            Hint(word(Word.CommonLoading))
            SoftButton(word(Word.SyncStop), { on(SyncEvent.SyncStopped) }, Modifier.fillMaxWidth())
        } else {
            MainButton(
                word(Word.SyncNow), { on(SyncEvent.SyncAsked) }, Modifier.fillMaxWidth(),
                Pressable.whileTrue(state.relay.isNotEmpty()),
            )
        }
        state.lastReport?.let { report ->
            Hint(counted(Counted.SyncSent, report.sent.toLong()))
            Hint(counted(Counted.SyncCame, report.received.toLong()))
        }
    }
}

@Composable
private fun Met(device: Device) {
    PaperCard(Modifier.semantics(mergeDescendants = true) {}) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.medium), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.Phone, contentDescription = null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
            Text(device.name, Modifier.weight(1f), style = MaterialTheme.typography.titleMedium)
        }
        val heard = device.lastHeardMs
        Hint(
            when {
                device.`this` -> word(Word.DevicesThis)
                heard != null -> moment(heard)
                else -> word(Word.SyncNever)
            },
        )
    }
}
