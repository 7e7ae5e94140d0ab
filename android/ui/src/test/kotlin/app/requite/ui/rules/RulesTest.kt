/** Every rule holds for every file, and each has a sample that fails it. */
package app.requite.ui.rules

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.w3c.dom.Element

class RulesTest {
    private val ui = Project.files("android/ui/src/main/kotlin", ".kt")
    private val all = ui + Project.files("android/ui/src/test/kotlin", ".kt")
    private val previews = ui.filter { it.name.endsWith("Previews.kt") }
    private val models = ui.filter { it.name.endsWith("ViewModel.kt") && it.name != "ViewModel.kt" }

    private fun assertAll(files: List<File>, vararg samples: String, rule: (String) -> List<String>) {
        assertFalse(files.isEmpty())
        for (file in files) assertEquals(emptyList<String>(), rule(file.readText()), file.name)
        for (sample in samples) assertFalse(rule(sample).isEmpty(), "has to fail: $sample")
    }

    @Test
    fun `nothing of Android's is in the screens`() {
        assertAll(
            ui,
            "import android.content.Context",
            "import androidx.lifecycle.ViewModel",
            "val a = android.os.Build.MODEL",
            rule = Rules::android,
        )
        assertEquals(emptyList<String>(), Rules.android("import androidx.compose.runtime.Composable"))
    }

    @Test
    fun `nothing is logged`() =
        assertAll(ui, "println(state.body)", "Log.d(tag, line)", "failure.printStackTrace()", rule = Rules::logs)

    @Test
    fun `nothing is forced`() = assertAll(ui, "val a = b!!", "lateinit var c: D", rule = Rules::forced)

    @Test
    fun `states have no defaults and do not change`() {
        val states = ui.filter { it.name.endsWith("State.kt") }
        assertEquals(13, states.size)
        assertAll(
            states,
            "data class AState(\n    val line: String = \"\",\n)",
            "data class AState(\n    val error: String? = null,\n)",
            "data class AState(\n    var line: String,\n)",
            rule = Rules::defaults,
        )
    }

    @Test
    fun `a view model has one sink`() {
        assertEquals(13, models.size)
        assertAll(
            models,
            "class A {\n    fun save() = Unit\n}",
            "class A {\n    suspend fun save() = Unit\n}",
            "class A {\n    var line = 1\n}",
            "class A {\n    val state = MutableStateFlow(1)\n}",
            rule = Rules::sinks,
        )
    }

    @Test
    fun `every call of the engine is counted under its name`() {
        assertAll(
            models,
            """bridge.ask("a.b") { it.a().c() }""",
            """bridge.ask("a.b") { it.a().b(it.a().b()) }""",
            rule = Rules::counted,
        )
        val calls = models.sumOf { Regex("""\b(?:it|engine)\.\w+\(\)\.\w+\(""").findAll(it.readText()).count() }
        assertTrue(calls > 30, "they are found: $calls")
    }

    @Test
    fun `what is told is a code, and what is shown is in the resources`() {
        val drawing = ui.filter { it !in models && it !in previews && "@Composable" in it.readText() }
        assertAll(models, """val a = "Well done"""", rule = Rules::sentences)
        if (drawing.isNotEmpty()) assertAll(drawing, """Text("Hello")""", """Text(text = "Hello")""", rule = Rules::shown)
        assertFalse(Rules.shown("""Text("Hello")""").isEmpty())
        assertEquals(emptyList<String>(), Rules.shown("Text(words.of(Word.Hello))"))
    }

    @Test
    fun `files say what lives in them and are short`() =
        assertAll(all, "package a\n", "/** Long. */" + "\n".repeat(401), "/** Wide. */\n" + "a".repeat(171), rule = Rules::head)

    @Test
    fun `every string is in both languages, with the same slots`() {
        val english = strings("values")
        assertTrue(english.size > 100, "${english.size} strings")
        assertEquals(emptyList<String>(), Rules.languages(english, strings("values-es")))
        val one = mapOf("a" to "One %1\$s", "b" to "Two", "c" to "Three")
        assertEquals(3, Rules.languages(one, mapOf("a" to "Uno", "b" to " ")).size)
    }

    /** Each string by its name, each quantity of a plural by its name and that. */
    private fun strings(folder: String): Map<String, String> {
        val file = Project.root.resolve("android/ui/src/main/res/$folder/strings.xml")
        val root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).documentElement
        val elements = { of: Element, tag: String ->
            val nodes = of.getElementsByTagName(tag)
            (0 until nodes.length).map { nodes.item(it) as Element }
        }
        val plain = elements(root, "string").map { it.getAttribute("name") to it.textContent }
        val plural = elements(root, "plurals").flatMap { one ->
            elements(one, "item").map { "${one.getAttribute("name")}.${it.getAttribute("quantity")}" to it.textContent }
        }
        return (plain + plural).toMap()
    }
}
