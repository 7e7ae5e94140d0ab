/** Things to press, each as large as a finger. What is done most is filled, what may be done is soft, the rest is a word. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space

/** Whether something can be pressed now. */
enum class Pressable {
    Now,
    NotNow,
    ;

    companion object {
        /** Pressable while this holds. */
        fun whileTrue(condition: Boolean): Pressable = if (condition) Now else NotNow
    }
}

/** What is done most here. */
@Composable
fun MainButton(label: String, press: () -> Unit, modifier: Modifier = Modifier, pressable: Pressable = Pressable.Now) {
    Button(
        onClick = press,
        modifier = modifier.heightIn(min = Size.target),
        enabled = pressable == Pressable.Now,
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.buttonColors(
            disabledContainerColor = MaterialTheme.colorScheme.secondaryContainer,
            disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
        ),
    ) { Text(label, textAlign = TextAlign.Center) }
}

/** What may be done here. */
@Composable
fun SoftButton(
    label: String,
    press: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    pressable: Pressable = Pressable.Now,
) {
    FilledTonalButton(
        onClick = press,
        modifier = modifier.heightIn(min = Size.target),
        enabled = pressable == Pressable.Now,
        shape = MaterialTheme.shapes.medium,
        contentPadding = PaddingValues(horizontal = Space.large, vertical = Space.small),
        colors = ButtonDefaults.filledTonalButtonColors(
            disabledContainerColor = MaterialTheme.colorScheme.secondaryContainer,
            disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
        ),
    ) {
        if (icon != null) {
            Icon(icon, contentDescription = null, Modifier.size(20.dp))
            Spacer(Modifier.width(Space.small))
        }
        Text(label, textAlign = TextAlign.Center)
    }
}

/** A word that can be pressed. */
@Composable
fun WordButton(label: String, press: () -> Unit, modifier: Modifier = Modifier, pressable: Pressable = Pressable.Now) {
    TextButton(
        onClick = press,
        modifier = modifier.heightIn(min = Size.target),
        enabled = pressable == Pressable.Now,
        contentPadding = PaddingValues(horizontal = Space.tight, vertical = Space.small),
        shape = MaterialTheme.shapes.small,
        colors = ButtonDefaults.textButtonColors(disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant),
    ) { Text(label) }
}

/** A picture that can be pressed; its word is read out. */
@Composable
fun IconPress(icon: ImageVector, label: String, press: () -> Unit, pressable: Pressable = Pressable.Now) {
    IconButton(onClick = press, modifier = Modifier.size(Size.target), enabled = pressable == Pressable.Now) {
        Icon(icon, contentDescription = label)
    }
}
