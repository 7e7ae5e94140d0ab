/** The scenario suite: the same stories as in Rust, Swift, Python and on the command line. */
package app.requite.engine.scenarios

import java.io.File
import java.nio.file.Path
import java.util.stream.Stream
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

class ScenariosTest {
    @TempDir
    lateinit var folder: Path

    @TestFactory
    fun `every story holds`(): Stream<DynamicTest> = stories(scenarios).map { file ->
        dynamicTest(file.nameWithoutExtension) { runBlocking { run(file, place(file)) } }
    }

    @TestFactory
    fun `what is broken is noticed`(): Stream<DynamicTest> = stories(scenarios.resolve("broken")).map { file ->
        dynamicTest(file.nameWithoutExtension) { assertThrows<Broken> { runBlocking { run(file, place(file)) } } }
    }

    private fun place(file: File): Path = folder.resolve(file.nameWithoutExtension).also { it.toFile().mkdirs() }

    private fun stories(folder: File): Stream<File> {
        val files = folder.listFiles { file -> file.extension == "json" }!!.sorted()
        assertTrue(files.isNotEmpty())
        return files.stream()
    }
}
