/** That the words are complete in both languages, are all used, and say nothing that judges or promises too much. */
package app.requite.ui.words

import app.requite.ui.pictures.XmlWords
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

class WordsTest {
    private val english = XmlWords("en")
    private val spanish = XmlWords("es")

    @Test
    fun bothLanguagesHaveTheSameWordsWithTheSamePlaces() {
        assertEquals(emptyList<String>(), differences(english.texts, spanish.texts))
        assertEquals(english.plurals.keys, spanish.plurals.keys)
        english.plurals.forEach { (key, forms) ->
            assertEquals(emptyList<String>(), differences(forms, spanish.plurals.getValue(key)), key)
            assertTrue(forms.values.all { places(it) == listOf("%1\$d") }, key)
        }
    }

    @Test
    fun aMissingWordAndAMissingPlaceAreFound() {
        assertEquals(listOf("b"), differences(mapOf("a" to "x", "b" to "y"), mapOf("a" to "x")))
        assertEquals(listOf("a"), differences(mapOf("a" to "by %1\$s"), mapOf("a" to "por")))
    }

    /** Every key of the files is a name in the code, and the other way round. */
    @Test
    fun theFilesHaveWhatTheCodeNames() {
        val families = Family.entries.flatMap { family -> family.codes.map(family::key) }
        assertEquals((Word.entries.map { it.key } + families).toSortedSet(), english.texts.keys.toSortedSet())
        assertEquals(Counted.entries.map { it.key }.toSortedSet(), english.plurals.keys.toSortedSet())
    }

    @Test
    fun everyWordIsUsed() {
        val code = listOf(File("src/main/kotlin"), File("../app/src/main")).filter { it.exists() }
            .flatMap { it.walkTopDown().filter { file -> file.extension in setOf("kt", "xml") } }
            .filter { it.name != "Word.kt" && it.name != "Family.kt" }.joinToString("\n") { it.readText() }
        assertEquals(emptyList<String>(), unused(Word.entries.map { "Word.${it.name}" }, code))
        assertEquals(emptyList<String>(), unused(Counted.entries.map { "Counted.${it.name}" }, code))
        assertEquals(emptyList<String>(), unused(Family.entries.map { "Family.${it.name}" }, code))
        assertEquals(listOf("Word.Nobody"), unused(listOf("Word.Nobody", "Word.TodayLine"), code))
    }

    @Test
    fun noWordJudgesOrPromisesTooMuch() {
        assertEquals(emptyList<String>(), english.all().filter { judges(it) })
        assertEquals(emptyList<String>(), spanish.all().filter { judges(it) })
        val bad = listOf(
            "Your score is 7", "A toxic person", "Rango 3 de 5", "Nadie puede leerlo nunca", "100% secure", "She is a narcissist",
        )
        assertEquals(bad, bad.filter { judges(it) })
    }

    /** What a screen says is short enough to be read while one does something else. */
    @Test
    fun wordsAreShort() {
        assertEquals(emptyList<String>(), (english.all() + spanish.all()).filter { it.length > LONGEST })
        assertTrue("x".repeat(LONGEST + 1).length > LONGEST)
    }

    @Test
    fun aCodeThatIsNewHasAWord() {
        assertEquals("error_other", Family.Error.key("never_heard_of"))
        assertEquals("kind_other", Family.Side.key("never_heard_of"))
        assertEquals("settings_lock_300", Word.SettingsLock300.key)
        assertEquals("2 things came without being promised", english.counted(Counted.PersonUnpromised.key, 2))
        assertEquals("1 cosa llegó sin ser prometida", spanish.counted(Counted.PersonUnpromised.key, 1))
    }

    private fun XmlWords.all() = texts.values + plurals.values.flatMap { it.values }

    private fun differences(one: Map<String, String>, other: Map<String, String>): List<String> =
        (one.keys + other.keys).filter { key -> places(one[key]) != places(other[key]) || key !in one || key !in other }

    private fun places(text: String?) = Regex("""%\d\$[sd]""").findAll(text.orEmpty()).map { it.value }.sorted().toList()

    private fun unused(names: List<String>, code: String) = names.filterNot { Regex("""\b${Regex.escape(it)}\b""").containsMatchIn(code) }

    private fun judges(text: String) = banned.any { it.containsMatchIn(text) }

    private companion object {
        const val LONGEST = 150

        /** Scores, ranks, labels, diagnoses, and what nobody can promise; in both languages. */
        val banned = listOf(
            "scores?", "ratings?", "ranks?", "ranking", "points", "percent", "100 ?%", "toxic", "narciss\\w*", "abus\\w+", "red flags?",
            "diagnos\\w*", "disorder", "avoidant", "worthless", "good person", "bad person", "streaks?", "unbreakable", "guarantee\\w*",
            "nobody can (ever )?read", "anonymous", "puntuaci\\w+", "rango", "puntos", "t[óo]xic\\w*", "narcisis\\w*", "trastorno",
            "mala persona", "racha", "garant\\w+", "nadie puede", "an[óo]nim\\w+",
        ).map { Regex("(?i)(?<!\\p{L})(?:$it)(?!\\p{L})") }
    }
}
