/** Hides what is on the screen from pictures of it, the list of apps among them, from its first moment to its last. */
package app.requite.android

import android.view.Window
import android.view.WindowManager
import app.requite.ui.PrivacyCover

/** Whatever is shown is private, what is typed at the door as well; so the flag is set once and stays. */
object SecureWindow : PrivacyCover {
    fun secure(window: Window) {
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
    }

    /** The screen draws its cover by its state; the system takes no picture in any case. */
    override fun cover() = Unit

    override fun uncover() = Unit
}
