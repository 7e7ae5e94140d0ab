/** A page to write on: no box around it, a word where it is empty, marked places under the text. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.input.KeyboardCapitalization
import app.requite.ui.theme.Size

/** The page. Its title is read out and stands on it while nothing else does. */
@Composable
fun Writing(
    title: String,
    text: String,
    style: TextStyle,
    marks: List<MarkedPlace>,
    modifier: Modifier = Modifier,
    changed: (String) -> Unit,
) {
    val c = MaterialTheme.colorScheme
    BasicTextField(
        value = text,
        onValueChange = changed,
        modifier = modifier.fillMaxWidth().heightIn(min = Size.target).semantics { contentDescription = title },
        textStyle = style.copy(color = c.onBackground),
        keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences),
        cursorBrush = SolidColor(c.primary),
        visualTransformation = MarkedText(marks, c.tertiaryContainer, c.onTertiaryContainer),
        decorationBox = { field ->
            Box {
                if (text.isEmpty()) Text(title, style = style, color = c.onSurfaceVariant)
                field()
            }
        },
    )
}
