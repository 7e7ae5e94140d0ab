/**
 * What Compose needs of AndroidX on a phone: a window that hosts it, the way back, and its fonts. The only file that is not
 * compiled where there is no Android SDK; `src/standin` has the same class for there.
 */
package app.requite.android

import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.text.font.Font
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import app.requite.ui.Route
import app.requite.ui.app.AppEvent
import app.requite.ui.app.AppViewModel
import app.requite.ui.theme.Typefaces

abstract class HostActivity : ComponentActivity() {
    /** Draws edge to edge. Going back is an event while there is somewhere to go back to; else the system goes home. */
    protected fun show(app: AppViewModel, content: @Composable () -> Unit) {
        enableEdgeToEdge()
        setContent {
            val state by app.state.collectAsState()
            BackHandler(state.routes.isNotEmpty() && state.route != Route.Unlock) { app.on(AppEvent.Back) }
            content()
        }
    }

    /** The fonts of the pictures, so that a phone shows the same letters. */
    protected fun typefaces() = Typefaces(
        plain = FontFamily(
            Font(app.requite.ui.R.font.figtree_regular, FontWeight.Normal),
            Font(app.requite.ui.R.font.figtree_medium, FontWeight.Medium),
            Font(app.requite.ui.R.font.figtree_semibold, FontWeight.SemiBold),
        ),
        page = FontFamily(
            Font(app.requite.ui.R.font.literata_regular, FontWeight.Normal),
            Font(app.requite.ui.R.font.literata_medium, FontWeight.Medium),
        ),
    )
}
