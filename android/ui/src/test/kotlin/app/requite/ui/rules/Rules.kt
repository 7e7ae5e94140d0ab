/** Rules about what is written by hand: each reads text and says what is wrong in it. Pure, so that a sample can fail it. */
package app.requite.ui.rules

object Rules {
    /** `:ui` runs where no Android is. */
    fun android(source: String): List<String> =
        found("""(?<![\w.])(android|androidx(?!\.compose\b)|com\.google\.android)\.[a-z]\w*""", source)

    /** Nothing is told outside the app: whatever is printed or logged may hold what somebody wrote. */
    fun logs(source: String): List<String> = found(
        """\b(println|print|printStackTrace|printf)\s*\(|\bLog\.[a-z]+\(|\b(Logger|Timber|System\.(out|err))\b""",
        source,
    )

    /** What may be absent is asked for, never forced. */
    fun forced(source: String): List<String> = found("""!!|\blateinit\b""", source)

    /** A state has no default, and nothing in it changes: whoever makes one says all of it. */
    fun defaults(source: String): List<String> =
        found("""(?m)^\s*(val|var) \w+:[^\n]*=[^\n]*|\bvar \w+""", source)

    /** One sink: a view model takes events, and nothing else can be done to it or is held by it in public. */
    fun sinks(source: String): List<String> {
        val text = code(source)
        val said = """(?m)^    (?:(private|override|protected|internal) )?(?:suspend )?(fun|val|var) (\w+)[^\n]*"""
        return Regex("$said(?:\\n        (private set))?").findAll(text)
            .filter { it.groupValues[1].isEmpty() || it.groupValues[1] == "internal" }
            .filter { it.groupValues[2] != "val" || "Mutable" in it.value }
            .filterNot { it.groupValues[2] == "var" && it.groupValues[4].isNotEmpty() }
            .map { it.groupValues[3] }.filterNot { it in NAVIGATION }.toList()
    }

    /** Going to a place that is about something is what view models ask the app for. */
    private val NAVIGATION = setOf("go")

    /** Where nothing is shown, no literal is a sentence: what is told is a code. What a developer did wrong is told to them. */
    fun sentences(source: String): List<String> = literals(source.replace(Regex("""\berror\("[^"]*"\)"""), "")).filter { Regex("\\p{L} \\p{L}").containsMatchIn(it) }

    /** Where something is shown, no literal is a word: all of them are in the resources, by a key. */
    fun shown(source: String): List<String> {
        val text = code(source, keepLiterals = true)
        val places = """\b(?:text|label|title|contentDescription|stateDescription|placeholder)\s*=\s*\{?\s*"""
        val drawn = Regex("""(?:\bText\(|$places)(?:text = )?"([^"]*\p{L}[^"]*)"""").findAll(text)
        return drawn.map { it.groupValues[1] }.filter { it.replace(SLOTS, "").any(Char::isLetter) }.toList() + sentences(source)
    }

    /** What is asked of the engine is counted under its own name, one call each. */
    fun counted(source: String): List<String> {
        val text = code(source, keepLiterals = true)
        val named = Regex(""""(\w+)\.(\w+)"(?:, \w+\.\w+)?\)\s*\{\s*(?:\w+ ->\s*)?(?:it|engine)\.(\w+)\(\)\.(\w+)\(""")
        val calls = named.findAll(text).toList()
        val wrong = calls.filter { it.groupValues[1] != it.groupValues[3] || it.groupValues[2] != it.groupValues[4] }
            .map { "${it.groupValues[1]}.${it.groupValues[2]}" }
        val asked = Regex("""\b(?:it|engine)\.\w+\(\)\.\w+\(""").findAll(text).count()
        return if (asked == calls.size) wrong else wrong + "$asked calls, ${calls.size} counted"
    }

    /** Begins by saying what lives in it, is short, and its lines fit. */
    fun head(source: String): List<String> {
        val lines = source.lines()
        val wrong = ArrayList<String>()
        if (!source.startsWith("/**")) wrong.add("does not say what lives here")
        if (lines.size > 400) wrong.add("${lines.size} lines")
        // The outline of a picture has no good place to be broken.
        lines.filterNot { "Path(" in it || OUTLINE.containsMatchIn(it) }.filter { it.length > 170 }.mapTo(wrong) { "a line of ${it.length}" }
        return wrong
    }

    /** The strings of two languages: the same keys, the same slots, nothing empty. Each as key and text. */
    fun languages(one: Map<String, String>, other: Map<String, String>): List<String> {
        val missing = one.keys.minus(other.keys) + other.keys.minus(one.keys)
        val both = one.keys.intersect(other.keys)
        val slots = { text: String -> Regex("""%(?:\d\$)?[sd]""").findAll(text).map { it.value }.sorted().toList() }
        return missing.map { "$it is in one language only" } +
            both.filter { slots(one.getValue(it)) != slots(other.getValue(it)) }.map { "$it has other slots" } +
            both.filter { one.getValue(it).isBlank() || other.getValue(it).isBlank() }.map { "$it says nothing" }
    }

    // Reading

    private fun found(pattern: String, source: String) = Regex(pattern).findAll(code(source)).map { it.value.trim() }.toList()

    /** Without comments, and unless said without what stands in literals. */
    fun code(source: String, keepLiterals: Boolean = false): String {
        val bare = source.replace(Regex("""/\*[\s\S]*?\*/"""), "").lines().joinToString("\n") { line ->
            if (line.trimStart().startsWith("//")) "" else line
        }
        return if (keepLiterals) bare else bare.replace(Regex(""""(?:[^"\\\n]|\\.)*""""), "\"\"")
    }

    /** What stands in literals, without what is put into them. */
    private fun literals(source: String): List<String> =
        Regex(""""((?:[^"\\\n]|\\.)*)"""").findAll(code(source, keepLiterals = true))
            .map { it.groupValues[1].replace(SLOTS, "").replace(Regex("""\\."""), "") }
            .toList()

    private val OUTLINE = Regex(""""[Mm][-\d. ,a-zA-Z]+"""")

    /** What is put into a literal. */
    private val SLOTS = Regex("""\$\{[^}]*\}|\$\w+""")
}
