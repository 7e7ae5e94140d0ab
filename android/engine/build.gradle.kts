// The engine: the same Kotlin as bindings/kotlin, and the library for each processor, both made by this project's own commands.
plugins {
    alias(libs.plugins.android.library)
}

android {
    namespace = "app.requite.engine"
    compileSdk = libs.versions.compile.sdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()
    defaultConfig {
        minSdk = libs.versions.min.sdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }
    sourceSets.named("main") {
        kotlin.directories += "../../bindings/kotlin/src/main/kotlin"
        kotlin.directories += "../../bindings/kotlin/target/generated-sources/kotlin"
    }
}

dependencies {
    api(libs.coroutines.core)
    // With its own libraries in pages of 16 KB.
    implementation(libs.jna) { artifact { type = "aar" } }
}

/** A command of the project's, run from its root. */
fun made(name: String, vararg words: String) = tasks.register<Exec>(name) {
    workingDir = rootDir.parentFile
    commandLine("cargo", "xtask", *words)
}

// By cargo-ndk, checked for pages of 16 KB, into src/main/jniLibs.
val library = made("library", "android")
val generated = made("generated", "bindings", "kotlin")

tasks.named("preBuild") { dependsOn(library, generated) }
