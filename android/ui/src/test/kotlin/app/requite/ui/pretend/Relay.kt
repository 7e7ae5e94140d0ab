/** A real relay, as a process of its own. */
package app.requite.ui.pretend

import java.io.File
import java.nio.file.Path

class Relay(folder: Path) {
    private val process: Process
    val url: String

    init {
        val program = System.getenv("REQUITE_PROGRAM")
            ?: error("set REQUITE_PROGRAM to the built `requite`; `cargo xtask test` does")
        val data = folder.resolve("relay").toString()
        process = ProcessBuilder(program, "relay", "--json", "--listen", "127.0.0.1:0", "--data", data)
            .redirectError(File("/dev/null"))
            .start()
        val said = process.inputStream.bufferedReader().readLine() ?: error("the relay ended before it listened")
        url = Regex("\"url\":\"([^\"]+)\"").find(said)?.groupValues?.get(1) ?: error("the relay does not say where")
    }

    fun stop() {
        process.destroyForcibly().waitFor()
    }
}
