/** What a step says, against what it is to match; values are maps, lists, texts, numbers, booleans and null. The rules are in
 * `bindings/scenarios/README.md`. */
package app.requite.engine.scenarios

import kotlin.math.abs

/** A scenario that does not hold, or that this runner does not know how to run. */
class Broken(why: String) : Exception(why)

/** A value with its variables and repetitions filled in; operators stay. */
fun filled(value: Any?, kept: Map<String, Any?>): Any? = when {
    value is String && value.startsWith("$") ->
        kept[value.drop(1)] ?: throw Broken("$value was never kept")
    value is List<*> -> value.map { filled(it, kept) }
    value is Map<*, *> && value.keys == setOf("\$repeat") -> {
        val (text, times) = value["\$repeat"] as List<*>
        (text as String).repeat((times as Number).toInt())
    }
    value is Map<*, *> -> value.mapValues { filled(it.value, kept) }
    else -> value
}

/** Throws where [got] is not what is wanted. */
fun match(want: Any?, got: Any?, at: String = "answer") {
    val holds = when {
        want is Map<*, *> && want.keys.any { (it as String).startsWith("$") } -> operated(want, got)
        want is Map<*, *> -> {
            if (got !is Map<*, *>) throw Broken("$at: expected $want, and it is $got")
            want.forEach { (key, item) -> match(item, got[key], "$at.$key") }
            true
        }
        want is List<*> -> {
            if (got !is List<*> || got.size != want.size) throw Broken("$at: expected $want, and it is $got")
            want.forEachIndexed { index, item -> match(item, got[index], "$at.$index") }
            true
        }
        want is Number -> got is Number && abs(want.toDouble() - got.toDouble()) < 1e-6
        else -> want == got
    }
    if (!holds) throw Broken("$at: expected $want, and it is $got")
}

private fun operated(want: Map<*, *>, got: Any?): Boolean {
    val (name, of) = want.entries.singleOrNull() ?: throw Broken("an operator stands alone: $want")
    return when (name) {
        "\$count" -> got is List<*> && got.size == (of as Number).toInt()
        "\$some" -> got is List<*> && got.any { matches(of, it) }
        "\$none" -> got is List<*> && got.none { matches(of, it) }
        "\$contains" -> got is String && (of as String) in got
        "\$not" -> !matches(of, got)
        else -> throw Broken("$name is no operator")
    }
}

private fun matches(want: Any?, got: Any?): Boolean = try {
    match(want, got)
    true
} catch (_: Broken) {
    false
}

/** What a path leads to: keys and indexes with dots between. */
fun found(answer: Any?, path: String): Any {
    val end = path.split('.').fold(answer) { at, part ->
        when (at) {
            is List<*> -> part.toIntOrNull()?.let { at.getOrNull(it) }
            is Map<*, *> -> at[part]
            else -> null
        }
    }
    return end ?: throw Broken("$path leads to nothing")
}
