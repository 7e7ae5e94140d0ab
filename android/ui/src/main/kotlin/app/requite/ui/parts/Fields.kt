/** Fields to type in. Every change is told; what is secret is neither suggested, nor kept, nor learnt by the keyboard. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.material3.Text
import androidx.compose.material3.TextFieldColors
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import app.requite.ui.theme.LocalPageType
import app.requite.ui.theme.Size
import app.requite.ui.words.Word
import app.requite.ui.words.word

/** What is typed into a field. */
enum class Typing(internal val options: KeyboardOptions) {
    /** Sentences, over as many lines as they need. */
    Prose(KeyboardOptions(capitalization = KeyboardCapitalization.Sentences)),

    /** A word or a name. */
    Short(KeyboardOptions(capitalization = KeyboardCapitalization.Words)),

    /** Words to look for. */
    Query(KeyboardOptions(imeAction = ImeAction.Search)),

    /** An address or a code, as it is. */
    Exact(KeyboardOptions(KeyboardCapitalization.None, autoCorrectEnabled = false, keyboardType = KeyboardType.Uri)),

    /** Digits. */
    Digits(KeyboardOptions(keyboardType = KeyboardType.NumberPassword)),
}

/** A field with its title. */
@Composable
fun Typed(
    title: String,
    text: String,
    typing: Typing,
    modifier: Modifier = Modifier,
    done: (() -> Unit)? = null,
    changed: (String) -> Unit,
) {
    OutlinedTextField(
        value = text,
        onValueChange = changed,
        modifier = modifier.fillMaxWidth().heightIn(min = Size.target),
        textStyle = when (typing) {
            Typing.Prose -> LocalPageType.current.excerpt
            else -> MaterialTheme.typography.bodyLarge
        },
        label = { Text(title) },
        singleLine = typing != Typing.Prose,
        keyboardOptions = typing.options,
        keyboardActions = KeyboardActions(onAny = { done?.invoke() }),
        shape = MaterialTheme.shapes.medium,
        colors = fieldColours(),
    )
}

/** The same for what is secret. It can be looked at while the finger asks for it. */
@Composable
fun Secret(
    title: String,
    text: String,
    modifier: Modifier = Modifier,
    done: (() -> Unit)? = null,
    changed: (String) -> Unit,
) {
    var shown by remember { mutableStateOf(false) }
    OutlinedTextField(
        value = text,
        onValueChange = changed,
        modifier = modifier.fillMaxWidth().heightIn(min = Size.target),
        textStyle = MaterialTheme.typography.bodyLarge,
        label = { Text(title) },
        trailingIcon = {
            if (shown) {
                IconPress(Icons.EyeShut, word(Word.CommonHideSecret), { shown = false })
            } else {
                IconPress(Icons.Eye, word(Word.CommonShowSecret), { shown = true })
            }
        },
        visualTransformation = if (shown) VisualTransformation.None else PasswordVisualTransformation(),
        keyboardOptions = KeyboardOptions(
            KeyboardCapitalization.None, autoCorrectEnabled = false, keyboardType = KeyboardType.Password,
            imeAction = ImeAction.Go,
        ),
        keyboardActions = KeyboardActions(onAny = { done?.invoke() }),
        singleLine = true,
        shape = MaterialTheme.shapes.medium,
        colors = fieldColours(),
    )
}

/** Paper in the field, a quiet edge, the main colour where one types. */
@Composable
internal fun fieldColours(): TextFieldColors {
    val c = MaterialTheme.colorScheme
    return OutlinedTextFieldDefaults.colors(
        focusedContainerColor = c.surfaceContainerLowest,
        unfocusedContainerColor = c.surfaceContainerLowest,
        disabledContainerColor = c.surfaceContainerLow,
        unfocusedBorderColor = c.outline,
        disabledTextColor = c.onSurfaceVariant,
        disabledLabelColor = c.onSurfaceVariant,
    )
}
