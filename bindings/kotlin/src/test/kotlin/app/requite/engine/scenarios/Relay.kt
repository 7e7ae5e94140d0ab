/** A real relay, as a process of its own. */
package app.requite.engine.scenarios

import java.io.File
import java.nio.file.Path

/** Started on a free port; on the same port again after a stop. */
class Relay(folder: Path) {
    private val data = folder.resolve("relay").toString()
    private lateinit var process: Process
    val url: String = begin("127.0.0.1:0")

    private fun begin(listen: String): String {
        val program = System.getenv("REQUITE_PROGRAM")
            ?: error("set REQUITE_PROGRAM to the built `requite`; `cargo xtask test` does")
        process = ProcessBuilder(program, "relay", "--json", "--listen", listen, "--data", data)
            .redirectError(File("/dev/null"))
            .start()
        val said = parsed(process.inputStream.bufferedReader().readLine()) as Map<*, *>
        return said["url"] as String
    }

    fun stop() {
        process.destroyForcibly().waitFor()
    }

    fun start() {
        begin(url.removePrefix("http://"))
    }
}
