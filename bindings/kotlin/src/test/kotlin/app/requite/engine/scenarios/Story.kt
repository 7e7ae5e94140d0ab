/** Runs a scenario of `bindings/scenarios` from beginning to end; what is not known fails, nothing is passed over. */
package app.requite.engine.scenarios

import app.requite.engine.EngineException
import app.requite.engine.code
import java.io.File
import java.nio.file.Path
import kotlin.time.TimeSource
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull

/** Where the scenarios are. */
val scenarios: File = File("../scenarios").canonicalFile

private val verbs = (parsed(scenarios.resolve("format/verbs.json").readText()) as Map<*, *>)
    .mapValues { it.value as Map<*, *> }

/** JSON as maps, lists, texts, numbers, booleans and null. */
fun parsed(text: String): Any? = plain(Json.parseToJsonElement(text))

private fun plain(value: JsonElement): Any? = when (value) {
    is JsonNull -> null
    is JsonPrimitive -> if (value.isString) value.content else value.booleanOrNull ?: value.content.toDouble()
    is JsonArray -> value.map(::plain)
    is JsonObject -> value.mapValues { plain(it.value) }
}

private class Step(told: Map<*, *>) {
    init {
        known(told, setOf("on", "do", "with", "expect", "error", "keep"))
    }

    val on = when (val on = told["on"]) {
        null -> null
        is List<*> -> on.map { it as String }
        else -> listOf(on as String)
    }
    val verb = told["do"] as String
    val with = told["with"] as Map<*, *>? ?: emptyMap<String, Any?>()
    val expects = "expect" in told
    val expect = told["expect"]
    val error = told["error"] as String?
    val keep = told["keep"] as Map<*, *>? ?: emptyMap<String, Any?>()
}

private fun known(given: Map<*, *>, keys: Set<Any?>) {
    val unknown = given.keys - keys
    if (unknown.isNotEmpty()) throw Broken("there is no key $unknown")
}

/** Throws where it does not hold. */
suspend fun run(file: File, folder: Path) {
    val story = parsed(file.readText()) as Map<*, *>
    known(story, setOf("name", "steps"))
    val began = TimeSource.Monotonic.markNow()
    val relay = Relay(folder)
    val devices = Devices(folder, relay.url)
    val kept = mutableMapOf<String, Any?>("relay" to relay.url)
    try {
        (story["steps"] as List<*>).forEachIndexed { index, told ->
            try {
                take(Step(told as Map<*, *>), devices, relay, kept)
            } catch (why: Broken) {
                throw Broken("${story["name"]}, step ${index + 1} (${(told as Map<*, *>)["do"]}): ${why.message}")
            }
        }
    } finally {
        devices.shutDown()
        relay.stop()
    }
    report(file.nameWithoutExtension, began.elapsedNow().inWholeMilliseconds)
}

private suspend fun take(step: Step, devices: Devices, relay: Relay, kept: MutableMap<String, Any?>) {
    val verb = verbs[step.verb] ?: throw Broken("there is no such verb")
    val needs = verb["needs"] as List<*>
    known(step.with, (needs + verb["may"] as List<*>).toSet())
    if (!step.with.keys.containsAll(needs)) throw Broken("an argument is missing")
    if (step.error != null && (step.expects || step.keep.isNotEmpty())) throw Broken("an error has no answer")
    val names = step.on ?: return when (step.verb) {
        "stop_relay" -> relay.stop()
        "start_relay" -> relay.start()
        else -> throw Broken("nobody is to do it")
    }
    if (names.size != 1 && step.keep.isNotEmpty()) throw Broken("what is kept is one device's")
    for (name in names) {
        val with = step.with.entries.associate { it.key as String to filled(it.value, kept) }
        val answer = try {
            devices.act(name, step.verb, With(with))
        } catch (refused: EngineException) {
            if (refused.code != step.error) {
                throw Broken("expected ${step.error ?: "an answer"}, and it is ${refused.code}")
            }
            continue
        }
        if (step.error != null) throw Broken("expected the error ${step.error}, and it answers $answer")
        if (step.expects) match(filled(step.expect, kept), answer)
        step.keep.forEach { (variable, path) -> kept[variable as String] = found(answer, path as String) }
    }
}

/** One line for each story that held, where a report is asked for. */
private fun report(name: String, milliseconds: Long) {
    val folder = System.getenv("REQUITE_REPORT") ?: return
    File(folder, "kotlin").appendText("$name\t${milliseconds / 1000.0}\n")
}
