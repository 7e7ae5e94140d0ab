/** What somebody typed while their last text was on its way, brought onto the text that came back merged. Pure. */
package app.requite.ui.write

import java.text.BreakIterator

/**
 * `typed` was made from `sent`, and `sent` has become `merged`: both what was typed and what was merged. Where both changed one
 * place, both are kept: what was typed comes first, nothing of the other is removed.
 */
fun rebased(typed: String, sent: String, merged: String): String {
    if (typed == sent) return merged
    if (merged == sent) return typed
    val before = letters(sent)
    val there = letters(merged)
    val mine = splice(before, letters(typed))
    val theirs = splice(before, there)
    val at: Int
    val removed: Int
    when {
        mine.at + mine.removed <= theirs.at -> {
            at = mine.at
            removed = mine.removed
        }
        mine.at >= theirs.at + theirs.removed -> {
            at = mine.at + theirs.inserted.size - theirs.removed
            removed = mine.removed
        }
        else -> {
            at = theirs.at
            removed = 0
        }
    }
    return (there.take(at) + mine.inserted + there.drop(at + removed)).joinToString("")
}

/** One place of a text that was replaced. */
private class Splice(val at: Int, val removed: Int, val inserted: List<String>)

/** The one place in which two texts differ, as small as it can be. */
private fun splice(old: List<String>, new: List<String>): Splice {
    val common = old.zip(new).takeWhile { (a, b) -> a == b }.size
    val rest = minOf(old.size, new.size) - common
    val tail = old.asReversed().zip(new.asReversed()).take(rest).takeWhile { (a, b) -> a == b }.size
    return Splice(common, old.size - common - tail, new.subList(common, new.size - tail))
}

/** As a person counts them: no letter is ever cut in two. */
private fun letters(text: String): List<String> {
    val breaks = BreakIterator.getCharacterInstance()
    breaks.setText(text)
    val found = ArrayList<String>(text.length)
    var begin = breaks.first()
    var end = breaks.next()
    while (end != BreakIterator.DONE) {
        found.add(text.substring(begin, end))
        begin = end
        end = breaks.next()
    }
    return found
}
