// What the phone does with it: the window, the Keystore, the lock, time in the background.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.requite.android"
    compileSdk = libs.versions.compile.sdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()
    defaultConfig {
        applicationId = "app.requite"
        minSdk = libs.versions.min.sdk.get().toInt()
        targetSdk = libs.versions.target.sdk.get().toInt()
        versionCode = 1
        versionName = "0.1.0"
    }
    buildFeatures {
        compose = true
    }
    buildTypes {
        getByName("debug") {
            // Each language stretched and one of them mirrored, to see what breaks.
            isPseudoLocalesEnabled = true
        }
        getByName("release") {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }
    // One file for each processor, so that nobody carries the others' library.
    splits {
        abi {
            isEnable = true
            reset()
            include("arm64-v8a", "armeabi-v7a", "x86_64")
            isUniversalApk = false
        }
    }
    packaging {
        // Not packed, and where a page of 16 KB may begin.
        jniLibs.useLegacyPackaging = false
    }
    sourceSets.named("main") {
        kotlin.directories += "src/androidx/kotlin"
    }
}

dependencies {
    implementation(project(":ui"))
    implementation(libs.coroutines.android)
    implementation(libs.activity.compose)
}
