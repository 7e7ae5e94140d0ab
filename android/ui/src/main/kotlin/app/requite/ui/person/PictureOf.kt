/** The page of the picture from what the engine gives: puts into an order, leaves out what is nought on both sides, adds nothing. */
package app.requite.ui.person

import app.requite.engine.Measure
import app.requite.engine.Mirror
import app.requite.engine.Picture

/** The page, as the engine gives it. */
fun pageOf(picture: Picture): PicturePage {
    val measures = listOf(
        measureOf("follow_through", picture.followThrough, PROMISES),
        measureOf("initiation", picture.initiation, listOf("them", "me", "mutual", "unknown")),
        measureOf("needs", picture.needs, NEEDS),
        measureOf("care", picture.care, listOf("received", "given")),
    )
    val remarks = listOf(
        "change" to picture.change,
        "gap" to picture.gap,
        "hard_days" to picture.hardDays,
        "one_sided" to picture.oneSided,
    ) + picture.after.toSortedMap().map { "after" to it.value }
    val said = remarks.mapNotNull { (id, remark) -> remark.sentence?.let { Remarked(id, it) } }
    return PicturePage(measures, said, picture.unpromised.size)
}

private val PROMISES = listOf("kept", "partly", "not_kept", "excused", "released", "open")
private val NEEDS = listOf("asked", "met", "partly", "declined", "ignored", "waiting", "not_aloud")

private fun measureOf(id: String, mirror: Mirror, order: List<String>): PairedMeasure {
    val pairs = order.map { Paired(it, mirror.them.counted(it), mirror.me.counted(it)) }
    return PairedMeasure(id, pairs.filter { it.them > 0 || it.me > 0 }, sideOf(mirror.them), sideOf(mirror.me))
}

private fun Measure.counted(what: String) = counts[what]?.toInt() ?: 0

private fun sideOf(measure: Measure) = Side(measure.range?.low, measure.range?.high, measure.sentences)
