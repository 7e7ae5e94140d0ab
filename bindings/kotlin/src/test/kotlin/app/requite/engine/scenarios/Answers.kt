/** Records of the package, as the suite calls their fields. */
package app.requite.engine.scenarios

import app.requite.engine.Person
import app.requite.engine.Range
import java.lang.reflect.Modifier

/** A record as a map: its fields by their names with underscores. */
fun record(value: Any): Map<String, Any?> {
    val fields = value.javaClass.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }
    val told = fields.associate {
        it.isAccessible = true
        underscored(it.name) to plain(it.get(value))
    }
    return if (value is Person) told - "is_unsafe" + ("unsafe" to value.isUnsafe) else told
}

/** What a call gave, as the answer of a verb. */
fun told(value: Any): Map<String, Any?> = when (value) {
    is List<*> -> mapOf("items" to value.map(::plain))
    is String -> mapOf("id" to value)
    else -> record(value)
}

private fun plain(value: Any?): Any? = when (value) {
    null, is String, is Boolean -> value
    is UInt -> value.toLong()
    is ULong -> value.toLong()
    is Number -> value
    is Range -> listOf(value.low, value.high)
    is Enum<*> -> value.name.lowercase()
    is List<*> -> value.map(::plain)
    is Map<*, *> -> value.mapValues { plain(it.value) }
    else -> record(value)
}

private fun underscored(name: String): String =
    name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
