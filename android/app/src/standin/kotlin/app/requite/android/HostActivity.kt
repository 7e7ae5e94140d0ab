/**
 * The host without AndroidX, so that the rest of the app compiles where it cannot be had. Never run, never shipped: Gradle takes
 * `src/androidx` instead.
 */
package app.requite.android

import android.app.Activity
import androidx.compose.runtime.Composable
import androidx.compose.ui.text.font.FontFamily
import app.requite.ui.app.AppViewModel
import app.requite.ui.theme.Typefaces

abstract class HostActivity : Activity() {
    protected fun show(app: AppViewModel, content: @Composable () -> Unit) {
        throw UnsupportedOperationException("${app.place.route} and ${content.hashCode()} have no host without AndroidX")
    }

    protected fun typefaces() = Typefaces(plain = FontFamily.Default, page = FontFamily.Default)
}
