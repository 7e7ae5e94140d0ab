/**
 * The picture of two people as it is drawn: pairs of counts of both sides at the same size, the range, the sentences. Never a
 * score, a rank or a colour: what it says is what the engine says.
 */
package app.requite.ui.person

/** All of it. */
data class PicturePage(
    /** The four measures, always in this order. */
    val measures: List<PairedMeasure>,
    /** What else may be remarked, each with the measure whose notes are behind it. */
    val remarks: List<Remarked>,
    /** How many acts of care came without having been promised. Shown first. */
    val unpromised: Int,
)

/** The same measure of them and of me. */
data class PairedMeasure(
    /** Its name, by which its notes are opened. */
    val id: String,
    val pairs: List<Paired>,
    val them: Side,
    val me: Side,
) {
    /** What its bars say, in words: their text alternative. */
    val sentences: List<String> get() = them.sentences + me.sentences
}

/** One thing that was counted, of both. */
data class Paired(
    /** What, such as `kept`. */
    val id: String,
    val them: Int,
    val me: Int,
)

/** What can honestly be said of one side. */
data class Side(
    /** From 0 to 1; none where too little was noted. */
    val low: Double?,
    val high: Double?,
    val sentences: List<String>,
)

/** Something that may be remarked. */
data class Remarked(
    /** The name by which its notes are opened. */
    val id: String,
    val sentence: String,
)
