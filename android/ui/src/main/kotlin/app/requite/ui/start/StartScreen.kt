/** The first minutes: one question at a time. */
package app.requite.ui.start

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import app.requite.ui.StartStep
import app.requite.ui.parts.Door
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Hint
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Pressable
import app.requite.ui.parts.Secret
import app.requite.ui.parts.SecretWords
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Typed
import app.requite.ui.parts.Typing
import app.requite.ui.parts.WordButton
import app.requite.ui.theme.LocalPageType
import app.requite.ui.theme.Space
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** Draws a state of the first minutes. */
@Composable
fun StartScreen(state: StartState, on: (StartEvent) -> Unit) {
    Door {
        when (state.step) {
            StartStep.Welcome -> Welcome(on)
            StartStep.Create -> Asked(Word.StartCreate, state, on) {}
            StartStep.Join -> Asked(Word.StartJoin, state, on) {
                Typed(word(Word.StartLine), state.line, Typing.Exact) { on(StartEvent.LineChanged(it)) }
            }
            StartStep.Restore -> Asked(Word.StartRestore, state, on) {
                Secret(word(Word.StartWords), state.words) { on(StartEvent.WordsChanged(it)) }
                Typed(word(Word.StartRelay), state.relay, Typing.Exact) { on(StartEvent.RelayChanged(it)) }
            }
            StartStep.Words -> ShownWords(state, on)
            StartStep.Digits -> Digits(state, on)
        }
        if (state.step == StartStep.Welcome) ErrorLine(state.error)
    }
}

@Composable
private fun Title(word: Word) {
    Text(word(word), Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineLarge)
}

@Composable
private fun Welcome(on: (StartEvent) -> Unit) {
    Text(word(Word.AppName), style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
    Title(Word.StartWelcomeTitle)
    Text(word(Word.StartWelcomeText), style = MaterialTheme.typography.bodyLarge)
    Column(verticalArrangement = Arrangement.spacedBy(Space.medium)) {
        MainButton(word(Word.StartCreate), { on(StartEvent.StepChosen(StartStep.Create)) }, Modifier.fillMaxWidth())
        SoftButton(word(Word.StartJoin), { on(StartEvent.StepChosen(StartStep.Join)) }, Modifier.fillMaxWidth())
        SoftButton(word(Word.StartRestore), { on(StartEvent.StepChosen(StartStep.Restore)) }, Modifier.fillMaxWidth())
    }
    Hint(word(Word.StartWelcomeKnow))
}

/** The questions that each way in has, after its own. */
@Composable
private fun Asked(title: Word, state: StartState, on: (StartEvent) -> Unit, own: @Composable () -> Unit) {
    Title(title)
    ErrorLine(state.error)
    Column(verticalArrangement = Arrangement.spacedBy(Space.medium)) {
        own()
        Typed(word(Word.StartDevice), state.deviceName, Typing.Short) { on(StartEvent.DeviceNameChanged(it)) }
        Secret(word(Word.StartPassphrase), state.passphrase, done = { on(StartEvent.Confirmed) }) {
            on(StartEvent.PassphraseChanged(it))
        }
        Hint(word(Word.StartPassphraseHint))
    }
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        MainButton(
            word(if (state.busy) Word.CommonLoading else Word.CommonContinue), { on(StartEvent.Confirmed) },
            Modifier.fillMaxWidth(), Pressable.whileTrue(!state.busy),
        )
        WordButton(word(Word.CommonBack), { on(StartEvent.Cancelled) }, Modifier.fillMaxWidth())
    }
}

@Composable
private fun ShownWords(state: StartState, on: (StartEvent) -> Unit) {
    Title(Word.StartWordsTitle)
    Text(word(Word.StartWordsText), style = MaterialTheme.typography.bodyLarge)
    SecretWords(state.shownWords)
    ErrorLine(state.error)
    MainButton(word(Word.StartWordsKept), { on(StartEvent.WordsKept) }, Modifier.fillMaxWidth())
}

@Composable
private fun Digits(state: StartState, on: (StartEvent) -> Unit) {
    Title(Word.StartDigitsTitle)
    // Read out one by one.
    val spelled = state.digits.toList().joinToString(" ")
    Text(state.digits, Modifier.semantics { contentDescription = spelled }, style = LocalPageType.current.digits)
    Text(word(Word.StartDigitsText), style = MaterialTheme.typography.bodyLarge)
    ErrorLine(state.error)
    WordButton(word(Word.CommonCancel), { on(StartEvent.Cancelled) })
}
