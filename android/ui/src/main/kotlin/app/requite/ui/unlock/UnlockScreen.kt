/** The door: neutral, a passphrase or the phone's lock, and a note that goes in first. */
package app.requite.ui.unlock

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import app.requite.ui.parts.Door
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.Icons
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.Secret
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.theme.Space
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** Draws a state of the door. */
@Composable
fun UnlockScreen(state: UnlockState, on: (UnlockEvent) -> Unit) {
    val pressable = Pressable.whileTrue(!state.busy)
    Door {
        Text(
            word(Word.UnlockTitle), Modifier.semantics { heading() },
            style = MaterialTheme.typography.displaySmall,
        )
        ErrorLine(state.error)
        Column(verticalArrangement = Arrangement.spacedBy(Space.medium)) {
            Secret(word(Word.UnlockPassphrase), state.passphrase, done = { on(UnlockEvent.Unlocked) }) {
                on(UnlockEvent.PassphraseChanged(it))
            }
            MainButton(
                word(if (state.busy) Word.CommonLoading else Word.UnlockOpen),
                { on(UnlockEvent.Unlocked) }, Modifier.fillMaxWidth(), pressable,
            )
            if (state.vaultOffered) {
                SoftButton(
                    word(Word.UnlockVault), { on(UnlockEvent.VaultAsked) }, Modifier.fillMaxWidth(),
                    Icons.Key, pressable,
                )
            }
        }
        PaperCard {
            Typed(word(Word.UnlockNote), state.note, Typing.Prose) { on(UnlockEvent.NoteChanged(it)) }
            Hint(word(Word.UnlockNoteHint))
        }
    }
}
