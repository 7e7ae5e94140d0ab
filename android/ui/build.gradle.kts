// The screens, their states, events and view models. Nothing of Android's and nothing of AndroidX's but Compose.
plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.requite.ui"
    compileSdk = libs.versions.compile.sdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.min.sdk.get().toInt()
    }
    buildFeatures {
        compose = true
    }
}

dependencies {
    api(project(":engine"))
    api(platform(libs.compose.bom))
    api(libs.compose.ui)
    api(libs.compose.foundation)
    api(libs.compose.material3)
    debugImplementation(platform(libs.compose.bom))
    debugImplementation(libs.compose.tooling)
    debugImplementation(libs.compose.tooling.preview)
}
