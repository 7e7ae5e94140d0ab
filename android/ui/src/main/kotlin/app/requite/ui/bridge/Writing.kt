/** How a text becomes an entry: the same for a line of today, a note at the door, and what was left on a sheet. */
package app.requite.ui.bridge

import app.requite.engine.NewEntry

/** Writes an entry of now. Gives its id; it is durable then. */
suspend fun Bridge.write(text: String, title: String?): String =
    act("journal.write") { it.journal().write(NewEntry(text = text, title = title)) }.id

/** Whether there is anything to be kept. */
val String.holdsWords: Boolean get() = any { !it.isWhitespace() }

/** Without what was saved of it; what was typed meanwhile stays. */
fun String.without(saved: String): String = removePrefix(saved)
