/** Every state of every screen that is looked at. */
package app.requite.ui.sample

import app.requite.ui.app.appPreviews
import app.requite.ui.capture.capturePreviews
import app.requite.ui.devices.devicesPreviews
import app.requite.ui.people.peoplePreviews
import app.requite.ui.person.personPreviews
import app.requite.ui.search.searchPreviews
import app.requite.ui.settings.settingsPreviews
import app.requite.ui.start.startPreviews
import app.requite.ui.sync.syncPreviews
import app.requite.ui.timeline.timelinePreviews
import app.requite.ui.today.todayPreviews
import app.requite.ui.unlock.unlockPreviews
import app.requite.ui.write.writePreviews

/** All of them, told in one language. */
fun previews(told: Told): List<Preview> =
    startPreviews(told) + unlockPreviews(told) + appPreviews(told) + todayPreviews(told) + capturePreviews(told) +
        peoplePreviews(told) + personPreviews(told) + timelinePreviews(told) + writePreviews(told) + searchPreviews(told) +
        syncPreviews(told) + devicesPreviews(told) + settingsPreviews(told)
