/** The lists of screens, states and events: as docs/screens.md says them, and as the sources have them. */
package app.requite.ui.rules

import java.io.File

/** One screen, by names alone. Events carry what they hold, the first letter in lower case: `promiseAnswered(id,outcome)`. */
data class Screen(val name: String, val state: List<String>, val events: List<String>, val opens: List<String>)

/** All of them, and the closed choices that more than one of them uses. */
data class Screens(val enums: Map<String, List<String>>, val screens: List<Screen>) {
    /** What differs, in words. */
    fun differences(from: Screens): List<String> {
        val told = ArrayList<String>()
        for ((name, cases) in enums) {
            if (from.enums[name] != cases) told.add("enum $name: $cases and ${from.enums[name]}")
        }
        for (screen in screens) {
            val there = from.screens.firstOrNull { it.name == screen.name }
            if (there?.state != screen.state) told.add("${screen.name}State: ${screen.state} and ${there?.state}")
            if (there?.events != screen.events) told.add("${screen.name}Event: ${screen.events} and ${there?.events}")
        }
        return told
    }

    companion object {
        /** As the document says them. */
        fun ofDocument(): Screens {
            val text = Project.root.resolve("docs/screens.md").readText()
            return ofDocument(text.substringAfter("```screens").substringBefore("```"))
        }

        fun ofDocument(block: String): Screens {
            val enums = LinkedHashMap<String, List<String>>()
            val screens = ArrayList<Screen>()
            for (line in block.lines().filter { it.isNotBlank() }) {
                val words = line.trim().split(Regex(" +"))
                val rest = words.drop(1)
                when (words.first()) {
                    "enum" -> enums[rest[0]] = rest.drop(1).map(::lowered)
                    "screen" -> screens.add(Screen(rest[0], emptyList(), emptyList(), emptyList()))
                    "state" -> screens.add(screens.removeLast().copy(state = rest))
                    "event" -> screens.add(screens.removeLast().copy(events = rest.map(::lowered)))
                    "opens" -> screens.add(screens.removeLast().copy(opens = rest.filter { it != "-" }))
                }
            }
            return Screens(enums, screens)
        }

        /** As the sources have them; what opening calls is counted, not read. */
        fun ofSources(like: Screens, read: (String) -> String): Screens {
            val choices = read("Choices.kt")
            val enums = like.enums.keys.associateWith { name ->
                val body = Regex("enum class $name \\{([^}]*)\\}").find(choices)?.groupValues?.get(1).orEmpty()
                body.split(',').map { lowered(it.trim()) }
            }
            val screens = like.screens.map { screen ->
                val name = screen.name
                val folder = name.lowercase()
                val state = read("$folder/${name}State.kt").substringAfter("data class ${name}State(")
                val event = read("$folder/${name}Event.kt").substringAfter("sealed interface ${name}Event {")
                val fields = Regex("val (\\w+):").findAll(state).map { it.groupValues[1] }.toList()
                Screen(name, fields, events(event), screen.opens)
            }
            return Screens(enums, screens)
        }

        private fun events(body: String): List<String> =
            Regex("data (?:object (\\w+)|class (\\w+)\\(([^)]*)\\))").findAll(body).map { found ->
                val (plain, holding, held) = found.destructured
                val names = Regex("val (\\w+):").findAll(held).joinToString(",") { it.groupValues[1] }
                lowered(if (holding.isEmpty()) plain else "$holding($names)")
            }.toList()

        private fun lowered(name: String) = name.replaceFirstChar { it.lowercase() }
    }
}

/** Where the project is: Maven runs the tests of a module in its folder. */
object Project {
    val root: File = generateSequence(File("").absoluteFile) { it.parentFile }
        .first { it.resolve("docs/screens.md").exists() }
    val ui: File = root.resolve("android/ui/src/main/kotlin/app/requite/ui")

    /** Every file with this ending under a folder of the project; at least one. */
    fun files(folder: String, ending: String): List<File> {
        val found = root.resolve(folder).walkTopDown().filter { it.isFile && it.name.endsWith(ending) }.sorted().toList()
        check(found.isNotEmpty()) { "$folder holds no $ending" }
        return found
    }
}
