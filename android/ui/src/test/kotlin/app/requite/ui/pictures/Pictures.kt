/**
 * Which pictures there are: every state by day, and what is looked at most by night, with large letters, mirrored, in Spanish, on
 * a tablet.
 */
package app.requite.ui.pictures

import app.requite.ui.sample.Preview
import app.requite.ui.sample.Told
import app.requite.ui.sample.previews

/** One picture that is kept. */
data class Picture(val preview: Preview, val drawing: Drawing) {
    val name: String get() = "${preview.name}.${drawing.name}"

    fun png(): ByteArray = drawing.png(preview)
}

private fun drawn(drawing: Drawing, which: (String) -> Boolean): List<Picture> =
    previews(drawing.told).filter { which(it.name) }.map { Picture(it, drawing) }

/** Two panes on a tablet. */
private val wide = setOf("app-person", "app-write")

private val turned = setOf("app-today", "person-picture", "capture-moment", "unlock-full", "write-marked", "timeline-full")

private val looked = turned + setOf("people-full", "settings-full", "sync-full", "start-welcome")

/** Loading and failing look alike everywhere; two of each are kept, the others are still checked for their words. */
private val alike = previews(Told.English).map { it.name }.filter {
    val isAlike = it.endsWith("-loading") || it.endsWith("-failed")
    isAlike && it.substringBefore('-') !in setOf("today", "search", "capture", "unlock", "start")
}.toSet()

/** All that are kept. */
val pictures: List<Picture> = drawn(Drawing.day) { it !in alike && it !in wide } +
    drawn(Drawing.night) { it in looked } +
    drawn(Drawing.large) { it in looked } +
    drawn(Drawing.mirrored) { it in turned } +
    drawn(Drawing.spanish) { it in turned } +
    drawn(Drawing.tablet) { it in wide + "app-today" }
