/** Rules about what the phone is told of the app: each reads a text and says what is wrong in it. Pure, so that a sample can fail it. */
package app.requite.android

import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Document
import org.w3c.dom.Element

private const val ANDROID = "http://schemas.android.com/apk/res/android"

/** All that is asked of the system. */
private val PERMISSIONS = setOf("INTERNET", "ACCESS_NETWORK_STATE", "USE_BIOMETRIC", "POST_NOTIFICATIONS")

/** Every place that a backup could take something from. */
private val DOMAINS = setOf(
    "root", "file", "database", "sharedpref", "external", "device_root", "device_file", "device_database", "device_sharedpref",
)

object Rules {
    /** Asks for as little as can be, is in no backup, and can be reached by nobody but the launcher. */
    fun manifest(text: String): List<String> {
        val manifest = parsed(text)
        val app = manifest.elements("application").single()
        val wrong = ArrayList<String>()
        val asked = manifest.elements("uses-permission").map { it.android("name").substringAfterLast('.') }.toSet()
        if (asked != PERMISSIONS) wrong.add("asks for $asked")
        val said = mapOf(
            "allowBackup" to "false",
            "enableOnBackInvokedCallback" to "true",
            "supportsRtl" to "true",
            "dataExtractionRules" to "@xml/data_extraction_rules",
            "fullBackupContent" to "@xml/full_backup_content",
        )
        for ((key, value) in said) if (app.android(key) != value) wrong.add("$key is ${app.android(key)}")
        for (key in listOf("debuggable", "usesCleartextTraffic", "networkSecurityConfig")) {
            if (app.android(key).isNotEmpty()) wrong.add("says $key")
        }
        val parts = listOf("activity", "activity-alias", "service", "receiver", "provider").flatMap { app.elements(it) }
        for (part in parts) {
            val isLauncher = part.tagName == "activity-alias" &&
                part.elements("category").map { it.android("name") } == listOf("android.intent.category.LAUNCHER")
            if (part.android("exported") != "$isLauncher") wrong.add("${part.android("name")} is exported or says nothing")
        }
        if (parts.none { it.android("exported") == "true" && it.android("enabled") == "true" }) wrong.add("cannot be started")
        for (service in app.elements("service")) {
            if (service.android("permission") != "android.permission.BIND_JOB_SERVICE") wrong.add("a service for anybody")
        }
        return wrong
    }

    /** Every class that the manifest names is there. */
    fun named(text: String, sources: Set<String>): List<String> {
        val app = parsed(text).elements("application").single()
        val names = listOf("activity", "service").flatMap { app.elements(it) }.map { it.android("name") }
        val targets = app.elements("activity-alias").map { it.android("targetActivity") }
        return (names + targets + app.android("name")).map { it.removePrefix(".") }.filterNot { it in sources }
    }

    /** Nothing of any place goes anywhere. */
    fun backups(text: String, sections: List<String>): List<String> {
        val document = parsed(text)
        val wrong = ArrayList<String>()
        if (document.elements("include").isNotEmpty()) wrong.add("includes something")
        for (section in sections) {
            val here = document.elements(section).singleOrNull()
            val left = here?.elements("exclude").orEmpty().filter { it.getAttribute("path") == "." }
            val missing = DOMAINS - left.map { it.getAttribute("domain") }.toSet()
            if (missing.isNotEmpty()) wrong.add("$section leaves $missing")
        }
        return wrong
    }

    /** Keys of 256 bits for GCM, one for an unlocked phone and one for the person alone; the chip of its own, or without it. */
    fun vault(source: String): List<String> = missing(
        source,
        "setIsStrongBoxBacked(true)", "StrongBoxUnavailableException", "setUnlockedDeviceRequired(true)",
        "setUserAuthenticationRequired(true)", "setInvalidatedByBiometricEnrollment(true)", "AUTH_BIOMETRIC_STRONG",
        "AUTH_DEVICE_CREDENTIAL", "KEY_BITS = 256", "AES/GCM/NoPadding", "KeyPermanentlyInvalidatedException",
    )

    /** What is told outside is a word of the closed set, and no locked screen shows it. */
    fun notices(source: String): List<String> {
        val told = Regex("""setContent(?:Title|Text)\((.*)\)""").findAll(source).map { it.groupValues[1] }
        return missing(source, "VISIBILITY_SECRET", "lockscreenVisibility", "FLAG_IMMUTABLE") +
            told.filter { it != "words.text(notice.key)" }
    }

    /** Nothing is told to the system's log. */
    fun logs(source: String): List<String> =
        Regex("""\bLog\.[a-z]+\(|\bprintln\(|printStackTrace|\bSystem\.(out|err)""").findAll(source).map { it.value }.toList()

    /** Icons are neutral, and the system may tint them. */
    fun icon(text: String): List<String> =
        listOf("background", "foreground", "monochrome").filter { parsed(text).elements(it).size != 1 }

    /** Each reference is to a resource that is there. */
    fun references(text: String, there: Set<String>): List<String> =
        Regex("""@(string|xml|mipmap|drawable|color|style)/([\w.]+)""").findAll(text)
            .map { "${it.groupValues[1]}/${it.groupValues[2]}" }.filterNot { it in there }.toList()

    /** Every version that is meant is in the catalog, and every alias is used. */
    fun catalog(toml: String, builds: List<String>): List<String> {
        val section = { name: String ->
            toml.substringAfter("[$name]\n").substringBefore("\n[").lines().mapNotNull { line ->
                Regex("""^([\w-]+) = (.*)$""").find(line)?.destructured?.toList()
            }
        }
        val versions = section("versions").map { it[0] }.toSet()
        val referred = (section("libraries") + section("plugins"))
            .mapNotNull { Regex("""version\.ref = "([\w-]+)"""").find(it[1])?.groupValues?.get(1) }
        val aliases = section("libraries").map { "libs." + it[0].replace('-', '.') } +
            section("plugins").map { "libs.plugins." + it[0].replace('-', '.') } +
            versions.minus(referred.toSet()).map { "libs.versions." + it.replace('-', '.') }
        val used = builds.joinToString("\n")
        val unknown = Regex("""libs(?:\.[a-z0-9]+)+""").findAll(used).map { it.value.removeSuffix(".get") }
            .filterNot { it in aliases }.toSet()
        return referred.filterNot { it in versions } + aliases.filterNot { it in used } + unknown
    }

    private fun missing(source: String, vararg words: String) = words.filterNot { it in source }
}

internal fun parsed(text: String): Document {
    val factory = DocumentBuilderFactory.newInstance()
    factory.isNamespaceAware = true
    return factory.newDocumentBuilder().parse(text.byteInputStream())
}

internal fun Document.elements(tag: String): List<Element> = documentElement.elements(tag) +
    listOf(documentElement).filter { it.tagName == tag }

internal fun Element.elements(tag: String): List<Element> {
    val nodes = getElementsByTagName(tag)
    return (0 until nodes.length).map { nodes.item(it) as Element }
}

private fun Element.android(name: String): String = getAttributeNS(ANDROID, name)
