/** Ways to choose: chips where few things are to choose from, a switch for yes or no. */
package app.requite.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Size
import app.requite.ui.theme.Space

/** One of the things to choose from. */
data class Option<T>(val value: T, val label: String)

/** Chips of which one is chosen, or none. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun <T> Chips(options: List<Option<T>>, chosen: T?, modifier: Modifier = Modifier, choose: (T) -> Unit) {
    FlowRow(
        modifier.selectableGroup(),
        Arrangement.spacedBy(Space.small),
        Arrangement.spacedBy(Space.small),
    ) {
        options.forEach { option ->
            Chip(option.label, mark(option.value == chosen), Role.RadioButton) { choose(option.value) }
        }
    }
}

/** Chips of which any may be chosen. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun <T> ManyChips(options: List<Option<T>>, chosen: Set<T>, modifier: Modifier = Modifier, choose: (T) -> Unit) {
    FlowRow(modifier, Arrangement.spacedBy(Space.small), Arrangement.spacedBy(Space.small)) {
        options.forEach { option ->
            Chip(option.label, mark(option.value in chosen), Role.Checkbox) { choose(option.value) }
        }
    }
}

/** A line with a switch. */
@Composable
fun Switched(label: String, on: Boolean, modifier: Modifier = Modifier, changed: (Boolean) -> Unit) {
    Row(
        modifier.fillMaxWidth().clip(MaterialTheme.shapes.small)
            .toggleable(on, role = Role.Switch, onValueChange = changed)
            .heightIn(min = 56.dp).padding(vertical = Space.tight),
        Arrangement.spacedBy(Space.medium),
        Alignment.CenterVertically,
    ) {
        Text(label, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
        Switch(on, onCheckedChange = null)
    }
}

/** A line that opens a list of more things than fit on chips. */
@Composable
fun <T> Choose(label: String, options: List<Option<T>>, chosen: T, choose: (T) -> Unit) {
    var open by remember { mutableStateOf(false) }
    Box {
        Surface(
            onClick = { open = true },
            modifier = Modifier.fillMaxWidth().heightIn(min = 56.dp),
            shape = MaterialTheme.shapes.small,
            color = MaterialTheme.colorScheme.surfaceContainerLow,
        ) {
            Row(Modifier.padding(vertical = Space.small), Arrangement.spacedBy(Space.medium), Alignment.CenterVertically) {
                Column(Modifier.weight(1f)) {
                    Text(label, style = MaterialTheme.typography.bodyLarge)
                    Text(
                        options.firstOrNull { it.value == chosen }?.label.orEmpty(),
                        style = MaterialTheme.typography.bodyMedium,
                        color = MaterialTheme.colorScheme.primary,
                    )
                }
                Icon(Icons.Down, contentDescription = null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
            }
        }
        DropdownMenu(open, onDismissRequest = { open = false }) {
            options.forEach { option ->
                DropdownMenuItem(
                    text = { Text(option.label) },
                    onClick = {
                        open = false
                        choose(option.value)
                    },
                    modifier = Modifier.heightIn(min = Size.target),
                )
            }
        }
    }
}

/** A picture on the bar that opens a list. */
@Composable
fun MenuPress(icon: ImageVector, label: String, items: List<Option<() -> Unit>>) {
    var open by remember { mutableStateOf(false) }
    Box {
        IconPress(icon, label, { open = true })
        DropdownMenu(open, onDismissRequest = { open = false }) {
            items.forEach { item ->
                DropdownMenuItem(
                    text = { Text(item.label) },
                    onClick = {
                        open = false
                        item.value()
                    },
                    modifier = Modifier.heightIn(min = Size.target),
                )
            }
        }
    }
}

private enum class Mark { Chosen, Free }

private fun mark(chosen: Boolean) = if (chosen) Mark.Chosen else Mark.Free

@Composable
private fun Chip(label: String, mark: Mark, role: Role, choose: () -> Unit) {
    val c = MaterialTheme.colorScheme
    val chosen = mark == Mark.Chosen
    Surface(
        shape = MaterialTheme.shapes.medium,
        color = if (chosen) c.primaryContainer else c.surfaceContainerLow,
        contentColor = if (chosen) c.onPrimaryContainer else c.onSurface,
        border = BorderStroke(1.dp, if (chosen) c.primary else c.outline),
    ) {
        Row(
            Modifier.selectable(chosen, role = role, onClick = choose)
                .sizeIn(minWidth = Size.target, minHeight = Size.target)
                .padding(horizontal = Space.medium, vertical = Space.small),
            Arrangement.spacedBy(Space.small, Alignment.CenterHorizontally),
            Alignment.CenterVertically,
        ) {
            if (chosen) Icon(Icons.Check, contentDescription = null, Modifier.size(18.dp), tint = LocalContentColor.current)
            Text(label, style = MaterialTheme.typography.labelLarge)
        }
    }
}
