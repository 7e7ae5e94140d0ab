/** The one window. Tells the app when it is seen and when it is left, and draws it in the words and the look of this phone. */
package app.requite.android

import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import androidx.compose.runtime.CompositionLocalProvider
import app.requite.ui.app.App
import app.requite.ui.app.AppEvent
import app.requite.ui.theme.Look
import app.requite.ui.theme.Motion
import app.requite.ui.theme.RequiteTheme
import app.requite.ui.words.LocalWords

class MainActivity : HostActivity() {
    private val app get() = application as RequiteApp

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        SecureWindow.secure(window)
        app.gate.attach(this)
        val words = ResourceWords(this)
        show(app.rooms.app) {
            RequiteTheme(look, typefaces(), motion) {
                CompositionLocalProvider(LocalWords provides words) {
                    // What the phone is sold as; nobody's name.
                    App(app.rooms, deviceName = Build.MODEL)
                }
            }
        }
    }

    override fun onStart() {
        super.onStart()
        app.rooms.app.on(AppEvent.Foregrounded)
    }

    override fun onStop() {
        // A window that is only turned round is not left.
        if (!isChangingConfigurations) app.rooms.app.on(AppEvent.Backgrounded)
        super.onStop()
    }

    override fun onDestroy() {
        app.gate.detach(this)
        super.onDestroy()
    }

    private val look: Look
        get() {
            val night = resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK
            return if (night == Configuration.UI_MODE_NIGHT_YES) Look.Night else Look.Day
        }

    /** Nothing moves where somebody has told their phone so. */
    private val motion: Motion
        get() {
            val scale = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f)
            return if (scale == 0f) Motion.Still else Motion.Gentle
        }
}
