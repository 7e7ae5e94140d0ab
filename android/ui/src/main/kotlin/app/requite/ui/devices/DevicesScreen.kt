/** The devices: one is let in by the digits that it shows, one is removed after asking twice. */
package app.requite.ui.devices

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import app.requite.engine.Device
import app.requite.ui.Phase
import app.requite.ui.Route
import app.requite.ui.parts.Beginning
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.Secret
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Switched
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.WordButton
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.moment
import app.requite.ui.words.word

/** Draws a state of the devices. */
@Composable
fun DevicesScreen(state: DevicesState, on: (DevicesEvent) -> Unit) {
    Page(word(Family.Route, Route.Devices)) {
        Phased(state.phase, state.error, { on(DevicesEvent.Retried) }) {
            PageList {
                if (state.error != null) item { ErrorLine(state.error) }
                if (state.phase == Phase.Empty) item { Beginning(word(Word.DevicesEmpty)) }
                state.devices.forEach { device -> item(device.id) { OneDevice(device, on) } }
                item { Invitation(state, on) }
                item { WordButton(word(Word.DevicesRelease), { on(DevicesEvent.HistoryReleased) }) }
            }
        }
        if (state.removing != null) Removing(on)
    }
}

@Composable
private fun OneDevice(device: Device, on: (DevicesEvent) -> Unit) {
    PaperCard {
        Row(
            Modifier.semantics(mergeDescendants = true) {},
            Arrangement.spacedBy(Space.medium), Alignment.CenterVertically,
        ) {
            Icon(Icons.Phone, contentDescription = null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
            Column(Modifier.weight(1f)) {
                Text(device.name, style = MaterialTheme.typography.titleMedium)
                if (device.`this`) Hint(word(Word.DevicesThis))
                if (device.newUntilMs != null) Hint(word(Word.DevicesNew, moment(device.addedMs)))
                if (device.revokedMs != null) Hint(word(Word.DevicesRemoved))
            }
        }
        if (!device.`this` && device.revokedMs == null) {
            WordButton(word(Word.DevicesRemove), { on(DevicesEvent.RemoveAsked(device.id)) }, Modifier.align(Alignment.End))
        }
    }
}

@Composable
private fun Invitation(state: DevicesState, on: (DevicesEvent) -> Unit) {
    PaperCard {
        Heading(word(Word.DevicesInvite))
        val line = state.line
        if (line == null) {
            Secret(word(Word.DevicesPassphrase), state.passphrase) { on(DevicesEvent.PassphraseChanged(it)) }
            MainButton(
                word(if (state.busy) Word.CommonLoading else Word.DevicesInvite), { on(DevicesEvent.Invited) },
                Modifier.fillMaxWidth(), Pressable.whileTrue(!state.busy),
            )
        } else {
            Invited(line, state, on)
        }
    }
}

@Composable
private fun Invited(line: String, state: DevicesState, on: (DevicesEvent) -> Unit) {
    Hint(word(Word.DevicesLine))
    SelectionContainer { Text(line, style = MaterialTheme.typography.bodyLarge) }
    state.expiresMs?.let { Hint(word(Word.DevicesExpires, moment(it))) }
    Text(state.newcomer ?: word(Word.DevicesWaiting), style = MaterialTheme.typography.titleMedium)
    Typed(word(Word.DevicesDigits), state.digits, Typing.Digits) { on(DevicesEvent.DigitsChanged(it)) }
    Switched(word(Word.DevicesHold), state.holdHistory) { on(DevicesEvent.HoldChosen(it)) }
    MainButton(
        word(Word.DevicesConfirm), { on(DevicesEvent.Confirmed) }, Modifier.fillMaxWidth(),
        Pressable.whileTrue(!state.busy && state.newcomer != null),
    )
    WordButton(word(Word.CommonCancel), { on(DevicesEvent.Cancelled) }, Modifier.fillMaxWidth())
}

@Composable
private fun Removing(on: (DevicesEvent) -> Unit) {
    AlertDialog(
        onDismissRequest = { on(DevicesEvent.RemoveCancelled) },
        title = { Text(word(Word.DevicesRemoveTitle)) },
        text = { Text(word(Word.DevicesRemoveText), style = MaterialTheme.typography.bodyLarge) },
        confirmButton = { MainButton(word(Word.DevicesRemove), { on(DevicesEvent.RemoveConfirmed) }) },
        dismissButton = { WordButton(word(Word.CommonCancel), { on(DevicesEvent.RemoveCancelled) }) },
        shape = MaterialTheme.shapes.extraLarge,
        containerColor = MaterialTheme.colorScheme.surfaceContainerLow,
        textContentColor = MaterialTheme.colorScheme.onSurface,
    )
}
