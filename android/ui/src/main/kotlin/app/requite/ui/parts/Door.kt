/** The frame of what comes before the journal: no bar, one column in the middle of the screen. */
package app.requite.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.requite.ui.theme.Space

/** One column with the sprig over it; scrolls where it does not fit. */
@Composable
fun Door(content: @Composable ColumnScope.() -> Unit) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        BoxWithConstraints(Modifier.imePadding()) {
            val height = maxHeight
            Box(Modifier.fillMaxWidth().verticalScroll(rememberScrollState()), Alignment.TopCenter) {
                Column(
                    Modifier.widthIn(max = 480.dp).fillMaxWidth().heightIn(min = height).padding(Space.wide),
                    Arrangement.spacedBy(Space.wide, Alignment.CenterVertically),
                ) {
                    Sprig(Modifier.size(72.dp))
                    content()
                }
            }
        }
    }
}
