/**
 * What a phone gives the app, behind interfaces: a vault, a clock, a place for small settings, time in the background, a cover.
 * The real ones live in `:app`; tests bring their own. Nothing that a person wrote passes here.
 */
package app.requite.ui

import app.requite.engine.KeyVault

/** The clock and the zone. */
interface Surroundings {
    /** The zone, such as `Europe/Madrid`. */
    val zone: String

    /** Milliseconds since some moment, going on while the phone sleeps and never back. */
    fun elapsedMs(): Long

    /** Waits so long, or until its coroutine is cancelled. */
    suspend fun pause(ms: Long)
}

/** Waits until that moment of [Surroundings.elapsedMs], or until its coroutine is cancelled. */
suspend fun Surroundings.pauseUntil(ms: Long) {
    val rest = ms - elapsedMs()
    if (rest > 0) pause(rest)
}

/** What is kept of this phone alone. */
enum class PreferenceKey { Relay, VaultKept, LockAfterSeconds }

/** Small settings of this phone alone. Never holds what a person wrote. */
interface Preferences {
    fun text(key: PreferenceKey): String?
    fun set(key: PreferenceKey, text: String?)
}

/** How long the app may be away before it locks; half a minute unless said. */
val Preferences.lockAfterSeconds: Int
    get() = text(PreferenceKey.LockAfterSeconds)?.toIntOrNull() ?: LOCK_AFTER_SECONDS

/** Whether face or finger opens the journal. */
val Preferences.vaultKept: Boolean
    get() = text(PreferenceKey.VaultKept) == KEPT

/** Says whether face or finger opens the journal. */
fun Preferences.keepVault(on: Boolean) = set(PreferenceKey.VaultKept, if (on) KEPT else null)

private const val KEPT = "yes"
private const val LOCK_AFTER_SECONDS = 30

/** Time in the background. */
interface Background {
    /** Asks for some time later on, to meet the other devices. */
    fun schedule()

    /** Does something for which the system may not stop the app before it has ended. */
    suspend fun whileHeld(work: suspend () -> Unit)
}

/** Hides what is on the screen, as in the list of apps. */
interface PrivacyCover {
    fun cover()
    fun uncover()
}

/** Everything that the phone gives. */
class Platform(
    /** Where the journal is, or will be. */
    val folder: String,
    val vault: KeyVault,
    val surroundings: Surroundings,
    val preferences: Preferences,
    val background: Background,
    val cover: PrivacyCover,
)
