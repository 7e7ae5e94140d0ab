/** A shopping list that two devices share, in Kotlin: the same story as in `../src/lib.rs`. Takes the address of a relay. */
package sharedlist

import app.requite.engine.Edit
import app.requite.engine.Field
import app.requite.engine.Kind
import app.requite.engine.Merge
import app.requite.engine.RecordEngine
import app.requite.engine.RecordWrite
import app.requite.engine.Scalar
import app.requite.engine.Value
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject

private val words = Scalar.Text(200u)

/** What a list is, and how each field of it merges. Everything else follows from this. */
private val kinds = listOf(
    Kind(
        "list",
        listOf(
            Field("title", Merge.Text(1_000u), searchWeight = 1u),
            Field("items", Merge.Order(words)),
            Field("bought", Merge.Set(words)),
            Field("urgent", Merge.EnableWins),
        ),
    ),
)

private fun place(item: String, after: String? = null) =
    Edit.Place("items", Value.Text(item), after?.let { Value.Text(it) })

/** Changes the list. A change of a text says which text was before the person. */
private suspend fun RecordEngine.change(list: String, title: String, vararg edits: Edit) {
    val seen = get(list).heads
    commit("change", listOf(RecordWrite(list, "list", listOf(Edit.Text("title", seen, title)) + edits)))
}

/** The list as a person sees it. */
private suspend fun RecordEngine.shown(list: String): String {
    val fields = Json.parseToJsonElement(get(list).json).jsonObject
    fun words(field: String) = (fields[field] as? JsonArray).orEmpty().map { (it as JsonPrimitive).content }
    val urgent = if (fields["urgent"] == JsonPrimitive(true)) " (urgent)" else ""
    val title = (fields.getValue("title") as JsonPrimitive).content + urgent
    val lines = words("items").map { "[${if (it in words("bought")) "x" else " "}] $it" }
    return (listOf(title) + lines).joinToString("\n")
}

/** Both devices change one list without hearing of each other, then meet at the relay. What each shows in the end. */
suspend fun run(relay: String, folder: Path): List<String> {
    val phone = RecordEngine.create("$folder/phone", kinds, "phone", "a passphrase")
    val recovery = phone.takeWords()!!
    val list = phone.newId()
    val edits = listOf(Edit.Text("title", null, "For Friday"), place("milk"), place("bread", after = "milk"))
    phone.commit("new list", listOf(RecordWrite(list, "list", edits)))
    phone.sync().once(listOf(relay))

    // The tablet comes to the same vault by the recovery words.
    val tablet = RecordEngine.restore("$folder/tablet", kinds, recovery, relay, "tablet", "another passphrase")
    tablet.sync().once(listOf(relay))

    // Both are offline.
    phone.change(list, "For Friday evening", Edit.Add("bought", Value.Text("milk")), place("apples", after = "milk"))
    val noBread = Edit.Remove("items", Value.Text("bread"))
    tablet.change(list, "Shopping for Friday", noBread, place("soap"), Edit.Assert("urgent"))

    // They meet. Nobody is asked anything, and nothing is lost.
    val devices = listOf(phone, tablet)
    (devices + phone).forEach { it.sync().once(listOf(relay)) }
    val shown = devices.map { it.shown(list) }
    devices.forEach { it.shutDown() }
    return shown
}

suspend fun main(arguments: Array<String>) {
    val relay = arguments.singleOrNull()
        ?: return println("Two devices need a relay between them: `requite relay` says where it listens.")
    val (phone, tablet) = run(relay, Files.createTempDirectory("shared-list"))
    println("On the phone:\n$phone\n\nOn the tablet:\n$tablet")
    exitProcess(if (phone == tablet) 0 else 1)
}
