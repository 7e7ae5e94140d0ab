/**
 * A process that opens a journal and writes lines through the view models until it is killed; says the number of each line when the
 * engine has it. The passphrase is no argument: it is the one of all tests.
 */
package app.requite.ui.pretend

import app.requite.ui.today.TodayEvent
import app.requite.ui.today.TodayViewModel
import java.nio.file.Path
import java.util.concurrent.Executors
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

fun main(arguments: Array<String>): Unit = runBlocking {
    val drawing = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
    withContext(drawing) {
        val phone = Phone(Path.of(arguments[0]), "phone", CoroutineScope(drawing))
        phone.unlock()
        val today = TodayViewModel(phone.app)
        var number = 0
        while (true) {
            today.on(TodayEvent.LineChanged("Line ${arguments[1]} $number."))
            today.on(TodayEvent.LineSaved)
            until(today) { !it.saving && it.line.isEmpty() }
            println(number)
            number += 1
        }
    }
}
