/** What this phone gives the app: its clock and zone, small settings. Nothing that a person wrote passes here. */
package app.requite.android

import android.content.Context
import android.os.SystemClock
import app.requite.ui.PreferenceKey
import app.requite.ui.Preferences
import app.requite.ui.Surroundings
import java.util.TimeZone
import kotlinx.coroutines.delay

/** The clock goes on while the phone sleeps. */
class PhoneSurroundings : Surroundings {
    override val zone: String get() = TimeZone.getDefault().id

    override fun elapsedMs() = SystemClock.elapsedRealtime()

    override suspend fun pause(ms: Long) = delay(ms)
}

/** In the app's own folder, which no backup takes. */
class PhonePreferences(context: Context) : Preferences {
    private val kept = context.getSharedPreferences("phone", Context.MODE_PRIVATE)

    override fun text(key: PreferenceKey): String? = kept.getString(key.name, null)

    override fun set(key: PreferenceKey, text: String?) = kept.edit().putString(key.name, text).apply()
}
