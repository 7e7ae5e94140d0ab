/** The process: one bridge to the engine for as long as it lives. Holds no rule and nothing that a person wrote. */
package app.requite.android

import android.app.Application
import app.requite.ui.Platform
import app.requite.ui.app.AppViewModel
import app.requite.ui.app.Rooms
import app.requite.ui.bridge.Bridge
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob

class RequiteApp : Application() {
    /** Where events do their work: on the thread that draws, until the process ends. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)

    /** Asks for the person's face, finger or screen lock, in the window that is there. */
    val gate = BiometricGate()

    /** The app, made when it is asked for first: the screens and a job in the background share it. */
    val rooms by lazy {
        val platform = Platform(
            // In no backup, by the system's own word, whatever the rules say.
            folder = noBackupFilesDir.resolve("journal").path,
            vault = KeystoreVault(this, gate),
            surroundings = PhoneSurroundings(),
            preferences = PhonePreferences(this),
            background = PhoneBackground(this),
            cover = SecureWindow,
        )
        Rooms(AppViewModel(Bridge(platform, scope)))
    }

    val bridge get() = rooms.app.bridge
}
