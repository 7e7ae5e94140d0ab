/** What the page for users says, compiled as it stands there (`cargo xtask bindings kotlin` copies it), and the example; on a real relay. */
package app.requite.engine

import app.requite.engine.scenarios.Relay
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class FirstUseTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `the snippet writes on one device and reads on another`() {
        val program = Class.forName("FirstUseKt").getMethod("main", Array<String>::class.java)
        val printed = onRelay { relay ->
            printed { program.invoke(null, arrayOf(folder.resolve("home").toString(), relay)) }
        }
        assertTrue(printed.contains("The first snow."), printed)
    }

    @Test
    fun `the shared list ends the same on both devices`() {
        val shown = onRelay { relay -> runBlocking { sharedlist.run(relay, folder.resolve("lists")) } }
        val expected = "Shopping for Friday evening (urgent)\n[ ] soap\n[x] milk\n[ ] apples"
        assertEquals(listOf(expected, expected), shown)
    }

    private fun <T> onRelay(use: (String) -> T): T {
        val relay = Relay(folder)
        try {
            return use(relay.url)
        } finally {
            relay.stop()
        }
    }

    private fun printed(work: () -> Unit): String {
        val usual = System.out
        val caught = ByteArrayOutputStream()
        System.setOut(PrintStream(caught, true))
        try {
            work()
        } finally {
            System.setOut(usual)
        }
        return caught.toString()
    }
}
