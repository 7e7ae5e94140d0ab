/** The screens of this phone are those of docs/screens.md, by every name; the other phone's test says the same of its own. */
package app.requite.ui.rules

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ScreensTest {
    private val document = Screens.ofDocument()
    private val here = Screens.ofSources(document) { Project.ui.resolve(it).readText() }

    @Test
    fun `states, events and choices are those of the document`() {
        assertEquals(13, document.screens.size)
        assertEquals(emptyList<String>(), document.differences(here))
    }

    @Test
    fun `there is no other screen, and each has its state, its events and its view model`() {
        val named = Project.files("android/ui/src/main/kotlin", "State.kt").map { it.name.removeSuffix("State.kt") }
        assertEquals(document.screens.map { it.name }.toSet(), named.toSet())
        for (name in named) {
            for (part in listOf("State", "Event", "ViewModel")) {
                assertTrue(Project.ui.resolve("${name.lowercase()}/$name$part.kt").exists(), "$name$part")
            }
        }
    }

    @Test
    fun `a field, an event or a choice that is on one side only is found`() {
        val screens = document.screens.toMutableList()
        screens[1] = screens[1].copy(state = screens[1].state + "pulse")
        screens[2] = screens[2].copy(events = screens[2].events.dropLast(1))
        val other = Screens(document.enums + ("Phase" to listOf("bored")), screens)
        assertEquals(3, other.differences(here).size)
        assertEquals(3, other.differences(document).size)
    }

    @Test
    fun `what an event carries is compared, too`() {
        val block = "screen Sample\nstate phase hits\nevent Answered(id,outcome) Retried\nopens -"
        val files = mapOf(
            "Choices.kt" to "",
            "sample/SampleState.kt" to "data class SampleState(\n    val phase: Phase,\n    val hits: List<Found>,\n)",
            "sample/SampleEvent.kt" to "sealed interface SampleEvent {\n" +
                "    data class Answered(val id: String, val outcome: String) : SampleEvent\n" +
                "    data object Retried : SampleEvent\n}",
        )
        val said = Screens.ofDocument(block)
        assertEquals(emptyList<String>(), said.differences(Screens.ofSources(said, files::getValue)))
        val renamed = files.mapValues { it.value.replace("outcome", "result") }
        assertEquals(1, said.differences(Screens.ofSources(said, renamed::getValue)).size)
    }
}
