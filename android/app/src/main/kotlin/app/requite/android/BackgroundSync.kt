/** Time in the background: asks for it, meets the other devices in it, and holds no file when it is over. */
package app.requite.android

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import app.requite.ui.Background
import app.requite.ui.bridge.Refresh
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

class PhoneBackground(private val context: Context) : Background {
    override fun schedule() {
        val job = JobInfo.Builder(JOB, ComponentName(context, BackgroundSync::class.java))
            .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
            .setRequiresBatteryNotLow(true)
            .setMinimumLatency(EARLIEST_MS)
            .build()
        // Where the system refuses, the next time in front meets the others.
        context.getSystemService(JobScheduler::class.java)?.schedule(job)
    }

    /** A process that was just left runs on for longer than the barrier takes; nothing need be asked for. */
    override suspend fun whileHeld(work: suspend () -> Unit) = work()

    private companion object {
        const val JOB = 1

        /** Not sooner after the app was left. */
        const val EARLIEST_MS = 900_000L
    }
}

/** One refresh: of the journal of this process while it is unlocked, of sealed mail alone while it is not. */
class BackgroundSync : JobService() {
    private var refresh: Refresh? = null
    private var running: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        val app = application as RequiteApp
        val refresh = Refresh(app.bridge)
        this.refresh = refresh
        running = app.scope.launch {
            refresh.run()
            if (refresh.report?.alarms.orEmpty().isNotEmpty()) Notices(app).post(Notice.LookIn)
            jobFinished(parameters, false)
        }
        return true
    }

    /** The time is over: the barrier first, so that no file is held when the process is put to sleep. */
    override fun onStopJob(parameters: JobParameters): Boolean {
        val app = application as RequiteApp
        val stopped = refresh ?: return false
        running?.cancel()
        app.scope.launch { stopped.expire() }
        return false
    }
}
