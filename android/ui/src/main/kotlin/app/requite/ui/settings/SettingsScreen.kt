/** How the journal and this phone behave. */
package app.requite.ui.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.requite.ui.Route
import app.requite.ui.parts.Chips
import app.requite.ui.parts.Choose
import app.requite.ui.parts.ErrorLine
import app.requite.ui.parts.Heading
import app.requite.ui.parts.Hint
import app.requite.ui.parts.MainButton
import app.requite.ui.parts.Option
import app.requite.ui.parts.Page
import app.requite.ui.parts.PageList
import app.requite.ui.parts.PaperCard
import app.requite.ui.parts.Phased
import app.requite.ui.parts.Secret
import app.requite.ui.parts.SecretWords
import app.requite.ui.parts.SoftButton
import app.requite.ui.parts.Switched
import app.requite.ui.theme.Space
import app.requite.ui.words.Family
import app.requite.ui.words.Word
import app.requite.ui.words.weekdays
import app.requite.ui.words.word

/** Draws a state of the settings. */
@Composable
fun SettingsScreen(state: SettingsState, on: (SettingsEvent) -> Unit) {
    Page(word(Family.Route, Route.Settings)) {
        Phased(state.phase, state.error, { on(SettingsEvent.Retried) }) {
            PageList {
                if (state.error != null) item { ErrorLine(state.error) }
                item { Journal(state, on) }
                item { Phone(state, on) }
                item { RecoveryWords(state, on) }
            }
        }
    }
}

@Composable
private fun Journal(state: SettingsState, on: (SettingsEvent) -> Unit) {
    PaperCard {
        Asked(Word.SettingsLanguage) {
            val languages = listOf(
                Option("en", word(Word.SettingsLanguageEn)), Option("es", word(Word.SettingsLanguageEs)),
            )
            Chips(languages, state.locale) { on(SettingsEvent.LocaleChosen(it)) }
        }
        Choose(word(Word.SettingsWeek), weekdays.map { Option(it, word(Family.Weekday, it)) }, state.weekStart) {
            on(SettingsEvent.WeekStartChosen(it))
        }
        Asked(Word.SettingsHalflife) {
            val lives = listOf(
                Option(90, word(Word.SettingsHalflife90)), Option(180, word(Word.SettingsHalflife180)),
                Option(365, word(Word.SettingsHalflife365)),
            )
            Chips(lives, state.halfLifeDays) { on(SettingsEvent.HalfLifeChosen(it.toString())) }
        }
    }
}

@Composable
private fun Phone(state: SettingsState, on: (SettingsEvent) -> Unit) {
    PaperCard {
        Asked(Word.SettingsLock) {
            val waits = listOf(
                Option(0, word(Word.SettingsLock0)), Option(30, word(Word.SettingsLock30)),
                Option(300, word(Word.SettingsLock300)),
            )
            Chips(waits, state.lockAfterSeconds) { on(SettingsEvent.LockAfterChosen(it)) }
        }
        Switched(word(Word.SettingsVault), state.vaultKept) { on(SettingsEvent.VaultChosen(it)) }
        Switched(word(Word.SettingsDiscreet), state.discreet) { on(SettingsEvent.DiscreetChosen(it)) }
        SoftButton(word(Word.SettingsLocknow), { on(SettingsEvent.LockAsked) }, Modifier.fillMaxWidth())
    }
}

@Composable
private fun RecoveryWords(state: SettingsState, on: (SettingsEvent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        Heading(word(Word.SettingsWords))
        Hint(word(Word.SettingsWordsText))
        val words = state.newWords
        if (words != null) {
            SecretWords(words)
            MainButton(word(Word.StartWordsKept), { on(SettingsEvent.WordsKept) }, Modifier.fillMaxWidth())
        } else {
            PaperCard {
                Secret(word(Word.SettingsPassphrase), state.passphrase) { on(SettingsEvent.PassphraseChanged(it)) }
                SoftButton(word(Word.SettingsWordsAsk), { on(SettingsEvent.WordsAsked) }, Modifier.fillMaxWidth())
            }
        }
    }
}

@Composable
private fun Asked(title: Word, answer: @Composable () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        Text(word(title), style = MaterialTheme.typography.bodyLarge)
        answer()
    }
}
