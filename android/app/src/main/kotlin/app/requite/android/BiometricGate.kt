/** Asks the person: strong biometry, or the screen lock where there is none. Asks once, answers once; keeps nothing. */
package app.requite.android

import android.app.Activity
import android.hardware.biometrics.BiometricManager.Authenticators
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal
import app.requite.engine.VaultException
import java.lang.ref.WeakReference
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import javax.crypto.Cipher

/** By whom a key may be used. */
enum class Holder { Biometry, ScreenLock }

class BiometricGate {
    private var shown = WeakReference<Activity>(null)

    /** The window that a question can be asked in. */
    fun attach(activity: Activity) {
        shown = WeakReference(activity)
    }

    fun detach(activity: Activity) {
        if (shown.get() === activity) shown.clear()
    }

    /**
     * Has the person allow one use of a key, and gives the cipher that may be used then. Waits, so that it must not be called on
     * the thread that draws: the engine asks its vault from a thread of its own.
     */
    fun allowed(cipher: Cipher, holder: Holder): Cipher {
        val activity = shown.get() ?: throw VaultException.Refused()
        val answer = CompletableFuture<Cipher>()
        activity.mainExecutor.execute { ask(activity, cipher, holder, answer) }
        try {
            return answer.get()
        } catch (failure: ExecutionException) {
            throw failure.cause as? VaultException ?: VaultException.Failed()
        }
    }

    private fun ask(activity: Activity, cipher: Cipher, holder: Holder, answer: CompletableFuture<Cipher>) {
        val words = ResourceWords(activity)
        val prompt = BiometricPrompt.Builder(activity).setTitle(words.text("vault_reason"))
        val refuse = { answer.completeExceptionally(VaultException.Refused()) }
        if (holder == Holder.ScreenLock && Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            prompt.setAllowedAuthenticators(Authenticators.DEVICE_CREDENTIAL)
        } else {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
                prompt.setAllowedAuthenticators(Authenticators.BIOMETRIC_STRONG)
            }
            prompt.setNegativeButton(words.text("vault_passphrase"), activity.mainExecutor) { _, _ -> refuse() }
        }
        val answered = object : BiometricPrompt.AuthenticationCallback() {
            override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
                answer.complete(result.cryptoObject?.cipher ?: cipher)
            }

            override fun onAuthenticationError(code: Int, said: CharSequence?) {
                answer.completeExceptionally(failureOf(code))
            }
        }
        prompt.build().authenticate(BiometricPrompt.CryptoObject(cipher), CancellationSignal(), activity.mainExecutor, answered)
    }

    private fun failureOf(code: Int): VaultException = when (code) {
        BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT, BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT ->
            VaultException.LockedOut()
        BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED, BiometricPrompt.BIOMETRIC_ERROR_CANCELED,
        BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT,
        -> VaultException.Refused()
        else -> VaultException.Failed()
    }
}
