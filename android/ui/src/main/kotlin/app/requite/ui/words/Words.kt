/** Where the words of the screens come from: the host gives one [Words], the screens ask for it here. Never logs what it is given. */
package app.requite.ui.words

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import java.util.Locale

/** The words of one language. */
interface Words {
    /** Whose words they are; days and numbers are said in it, too. */
    val locale: Locale

    /** The text of a key, with its places filled. */
    fun text(key: String, vararg filling: Any): String

    /** The text of a plural key for a number, which also fills its first place. */
    fun counted(key: String, count: Int): String
}

/** The words that screens draw with. */
val LocalWords = staticCompositionLocalOf<Words> { error("LocalWords") }

/** A text of the screens. */
@Composable
@ReadOnlyComposable
fun word(word: Word, vararg filling: Any): String = LocalWords.current.text(word.key, *filling)

/** The word of what the engine says in a code. */
@Composable
@ReadOnlyComposable
fun word(family: Family, code: String): String = LocalWords.current.text(family.key(code))

/** A text that goes with a number. */
@Composable
@ReadOnlyComposable
fun counted(word: Counted, count: Long): String =
    LocalWords.current.counted(word.key, count.coerceIn(0, Int.MAX_VALUE.toLong()).toInt())

/** Names one after another, as a sentence has them. */
@Composable
@ReadOnlyComposable
fun listed(names: List<String>): String = names.listedBy(LocalWords.current)

private fun List<String>.listedBy(words: Words): String {
    if (size < 2) return firstOrNull().orEmpty()
    val before = dropLast(1).reduce { all, one -> words.text(Word.CommonListMore.key, all, one) }
    return words.text(Word.CommonListTwo.key, before, last())
}

/** The word of a closed choice of the app's own or the engine's. */
@Composable
@ReadOnlyComposable
fun word(family: Family, choice: Enum<*>): String = word(family, code(choice))

/** A choice as a code: `NotKept` and `NOT_KEPT` as `not_kept`. */
internal fun code(choice: Enum<*>): String =
    if (choice.name.any { it.isLowerCase() }) keyOf(choice.name) else choice.name.lowercase()
