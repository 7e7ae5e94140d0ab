/** The theme: colours, letters, corners and motion, handed down to all screens. */
package app.requite.ui.theme

import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalDensity

/** Everything inside is drawn in this look. */
@Composable
fun RequiteTheme(look: Look, faces: Typefaces, motion: Motion, content: @Composable () -> Unit) {
    CompositionLocalProvider(LocalMotion provides motion, LocalPageType provides pageType(faces)) {
        MaterialTheme(colours(look), shapes, typography(faces, LocalDensity.current.fontScale), content)
    }
}
