/** What the phone is told of the app, and what the app does with the phone: each rule with a sample that fails it. */
package app.requite.android

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class PhoneTest {
    private val module = generateSequence(File("").absoluteFile) { it.parentFile }
        .first { it.resolve("android/app/pom.xml").exists() }.resolve("android/app")
    private val sources = module.resolve("src/main/kotlin").walkTopDown().filter { it.extension == "kt" }.toList()
    private val res = module.resolve("src/main/res")
    private val manifest = module.resolve("src/main/AndroidManifest.xml").readText()

    private fun source(name: String) = sources.single { it.name == "$name.kt" }.readText()

    private fun assertHolds(text: String, samples: List<String>, rule: (String) -> List<String>) {
        assertEquals(emptyList<String>(), rule(text))
        for (sample in samples) {
            assertFalse(sample == text, "a sample has to differ")
            assertFalse(rule(sample).isEmpty(), "has to fail: $sample")
        }
    }

    @Test
    fun `the manifest asks for little and lets nobody in but the launcher`() = assertHolds(
        manifest,
        listOf(
            manifest.replace("allowBackup=\"false\"", "allowBackup=\"true\""),
            manifest.replace("    <uses-permission android:name=\"android.permission.USE_BIOMETRIC\" />", ""),
            manifest.replace("permission.INTERNET", "permission.READ_CONTACTS"),
            manifest.replace("android:name=\".BackgroundSync\"\n            android:exported=\"false\"",
                "android:name=\".BackgroundSync\"\n            android:exported=\"true\""),
            manifest.replace("android:enableOnBackInvokedCallback=\"true\"", ""),
            manifest.replace("android:permission=\"android.permission.BIND_JOB_SERVICE\"", ""),
            manifest.replace("android:supportsRtl", "android:usesCleartextTraffic=\"true\" android:supportsRtl"),
            manifest.replace("category.LAUNCHER", "category.BROWSABLE"),
        ),
        Rules::manifest,
    )

    @Test
    fun `every class that the manifest names is there`() {
        val names = sources.map { it.nameWithoutExtension }.toSet()
        assertHolds(manifest, listOf(manifest.replace(".MainActivity", ".OtherActivity"))) { Rules.named(it, names) }
    }

    @Test
    fun `no backup takes anything from anywhere`() {
        val rules = res.resolve("xml/data_extraction_rules.xml").readText()
        val without = rules.replaceFirst("        <exclude domain=\"database\" path=\".\" />\n", "")
        val letting = rules.replaceFirst("<exclude domain=\"file\"", "<include domain=\"file\"")
        assertHolds(rules, listOf(without, letting)) { Rules.backups(it, listOf("cloud-backup", "device-transfer")) }
        val older = res.resolve("xml/full_backup_content.xml").readText()
        val holed = older.replace("    <exclude domain=\"sharedpref\" path=\".\" />\n", "")
        assertHolds(older, listOf(holed)) { Rules.backups(it, listOf("full-backup-content")) }
    }

    @Test
    fun `the vault has both classes of keys`() {
        val vault = source("KeystoreVault")
        assertHolds(
            vault,
            listOf(
                vault.replace("setInvalidatedByBiometricEnrollment(true)", "setInvalidatedByBiometricEnrollment(false)"),
                vault.replace("setUnlockedDeviceRequired(true)", ""),
                vault.replace("KEY_BITS = 256", "KEY_BITS = 128"),
            ),
            Rules::vault,
        )
    }

    @Test
    fun `what is told outside is of the closed set, and secret`() {
        val notices = source("Notices")
        assertHolds(
            notices,
            listOf(
                notices.replace("words.text(notice.key)", "entry.title"),
                notices.replace("VISIBILITY_SECRET", "VISIBILITY_PUBLIC"),
            ),
            Rules::notices,
        )
        for (notice in Notice.entries) assertTrue(notice.key in strings("values"), notice.key)
    }

    @Test
    fun `nothing is told to the log, and the window is secure from its first moment`() {
        for (file in sources) assertEquals(emptyList<String>(), Rules.logs(file.readText()), file.name)
        for (sample in listOf("Log.d(tag, line)", "println(line)", "failure.printStackTrace()")) {
            assertFalse(Rules.logs(sample).isEmpty())
        }
        val window = source("MainActivity")
        assertTrue(window.indexOf("SecureWindow.secure(window)") in 0..window.indexOf("show("))
        assertTrue("FLAG_SECURE" in source("SecureWindow"))
    }

    @Test
    fun `every word is in both languages, and none says what is inside`() {
        assertEquals(strings("values").keys, strings("values-es").keys)
        val said = (strings("values").values + strings("values-es").values).joinToString(" ").lowercase()
        for (word in listOf("journal", "diary", "diario", "requite", "%")) assertFalse(word in said, word)
    }

    @Test
    fun `what is referred to is there, and icons can be tinted`() {
        val files = res.walkTopDown().filter { it.isFile && it.extension == "xml" }.toList()
        val there = files.filterNot { it.parentFile.name.startsWith("values") }
            .map { "${it.parentFile.name.substringBefore('-')}/${it.nameWithoutExtension}" } +
            listOf("string", "color", "style").flatMap { tag -> valued(tag) }
        for (file in files.filterNot { it.parentFile.name == "raw" }) {
            assertEquals(emptyList<String>(), Rules.references(file.readText(), there.toSet()), file.name)
        }
        assertHolds(manifest, listOf(manifest.replace("@xml/locales", "@xml/nowhere"))) {
            Rules.references(it, there.toSet())
        }
        val icon = res.resolve("mipmap-anydpi-v26/ic_leaf.xml").readText()
        assertHolds(icon, listOf(icon.replace("monochrome", "colour")), Rules::icon)
    }

    @Test
    fun `every version stands in the catalog, and everything there is used`() {
        val android = module.parentFile
        val toml = android.resolve("gradle/libs.versions.toml").readText()
        val builds = listOf("build.gradle.kts", "engine/build.gradle.kts", "ui/build.gradle.kts", "app/build.gradle.kts")
            .map { android.resolve(it).readText() }
        assertHolds(
            toml,
            listOf(
                toml.replace("jna = \"5.19.0\"\n", ""),
                toml.replace("[plugins]", "unused = { module = \"a:b\", version.ref = \"jna\" }\n\n[plugins]"),
                toml.replace("activity-compose =", "activity-views ="),
            ),
        ) { Rules.catalog(it, builds) }
    }

    @Test
    fun `the class that stands in for the host offers what the real one does`() {
        val offered = { folder: String ->
            val text = module.resolve("src/$folder/kotlin/app/requite/android/HostActivity.kt").readText()
            Regex("""protected fun \w+\([^{=]*""").findAll(text).map { it.value.trim() }.toList()
        }
        assertEquals(2, offered("standin").size)
        assertEquals(offered("androidx"), offered("standin"))
    }

    private fun strings(folder: String): Map<String, String> =
        parsed(res.resolve("$folder/strings.xml").readText()).elements("string")
            .associate { it.getAttribute("name") to it.textContent }

    private fun valued(tag: String): List<String> =
        res.resolve("values").listFiles().orEmpty().flatMap { file ->
            parsed(file.readText()).elements(tag).map { "$tag/${it.getAttribute("name")}" }
        }
}
