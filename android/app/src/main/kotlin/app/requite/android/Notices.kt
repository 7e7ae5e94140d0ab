/** What may be told outside the app: a closed set of sentences that name nobody and nothing, and that no locked screen shows. */
package app.requite.android

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon

/** All that is ever told, each by the key of its words. */
enum class Notice(val key: String) {
    /** Something about the devices should be looked at. */
    LookIn("notice_look_in"),
}

class Notices(private val context: Context) {
    private val words = ResourceWords(context)

    /** Tells one. Where the person has not allowed it, the system tells nothing. */
    fun post(notice: Notice) {
        val manager = context.getSystemService(NotificationManager::class.java) ?: return
        val channel = NotificationChannel(CHANNEL, words.text("notice_channel"), NotificationManager.IMPORTANCE_LOW)
        channel.lockscreenVisibility = Notification.VISIBILITY_SECRET
        channel.setShowBadge(false)
        manager.createNotificationChannel(channel)
        val opens = Intent(context, MainActivity::class.java)
        val told = Notification.Builder(context, CHANNEL)
            .setSmallIcon(Icon.createWithResource(context, context.applicationInfo.icon))
            .setContentTitle(words.text(notice.key))
            .setContentIntent(PendingIntent.getActivity(context, 0, opens, PendingIntent.FLAG_IMMUTABLE))
            .setVisibility(Notification.VISIBILITY_SECRET)
            .setAutoCancel(true)
            .build()
        manager.notify(notice.ordinal, told)
    }

    private companion object {
        const val CHANNEL = "notices"
    }
}
