/**
 * The phone's Keystore as the engine's vault: two keys of hardware, one for each slot, neither ever leaves this phone. Deletes
 * nothing but what it is told to.
 *
 * - Background: only while the phone is unlocked, without asking. Opens sealed mail, never the content.
 * - Content: only with the person, asked each time; a face or finger that is enrolled later invalidates it.
 */
package app.requite.android

import android.content.Context
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricManager.Authenticators
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import android.security.keystore.UserNotAuthenticatedException
import app.requite.engine.KeyVault
import app.requite.engine.VaultException
import app.requite.engine.VaultSlot
import app.requite.engine.VaultStatus
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactory
import javax.crypto.spec.GCMParameterSpec

class KeystoreVault(private val context: Context, private val gate: BiometricGate) : KeyVault {
    private val store: KeyStore by lazy { KeyStore.getInstance(STORE).apply { load(null) } }

    override fun wrap(slot: VaultSlot, secret: ByteArray): ByteArray = told {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key(slot) ?: made(slot))
        val allowed = allowed(slot, cipher)
        allowed.iv + allowed.doFinal(secret)
    }

    override fun unwrap(slot: VaultSlot, wrapped: ByteArray): ByteArray = told {
        val key = key(slot) ?: throw VaultException.Missing()
        if (wrapped.size <= NONCE_BYTES) throw VaultException.Invalidated()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES))
        allowed(slot, cipher).doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES)
    }

    override fun erase(slot: VaultSlot) = told { store.deleteEntry(alias(slot)) }

    override fun status(slot: VaultSlot): VaultStatus = told {
        val key = key(slot) ?: return@told VaultStatus.MISSING
        try {
            Cipher.getInstance(CIPHER).init(Cipher.ENCRYPT_MODE, key)
        } catch (_: KeyPermanentlyInvalidatedException) {
            return@told VaultStatus.INVALIDATED
        } catch (_: UserNotAuthenticatedException) {
            // It is there; it wants to be asked for.
        }
        if (isOfHardware(key)) VaultStatus.HARDWARE else VaultStatus.SOFTWARE
    }

    private fun key(slot: VaultSlot) = store.getKey(alias(slot), null) as SecretKey?

    /** In the chip of its own where the phone has one that will take it, else in the processor's safe part. */
    private fun made(slot: VaultSlot): SecretKey =
        try {
            generated(spec(slot).setIsStrongBoxBacked(true))
        } catch (_: StrongBoxUnavailableException) {
            generated(spec(slot).setIsStrongBoxBacked(false))
        }

    private fun generated(spec: KeyGenParameterSpec.Builder): SecretKey {
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE)
        generator.init(spec.build())
        return generator.generateKey()
    }

    private fun spec(slot: VaultSlot): KeyGenParameterSpec.Builder {
        val spec = KeyGenParameterSpec.Builder(alias(slot), KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setKeySize(KEY_BITS)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setRandomizedEncryptionRequired(true)
        return when (slot) {
            VaultSlot.BACKGROUND -> spec.setUnlockedDeviceRequired(true)
            VaultSlot.CONTENT -> withThePerson(spec)
        }
    }

    /** A key that the screen lock may use as well is not invalidated by a new finger: so that is for phones without any. */
    private fun withThePerson(spec: KeyGenParameterSpec.Builder): KeyGenParameterSpec.Builder {
        spec.setUserAuthenticationRequired(true).setInvalidatedByBiometricEnrollment(true)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val by = when (holder()) {
                Holder.Biometry -> KeyProperties.AUTH_BIOMETRIC_STRONG
                Holder.ScreenLock -> KeyProperties.AUTH_DEVICE_CREDENTIAL
            }
            spec.setUserAuthenticationParameters(EACH_TIME, by)
        }
        return spec
    }

    private fun holder(): Holder {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return Holder.Biometry
        val manager = context.getSystemService(BiometricManager::class.java)
        val can = manager?.canAuthenticate(Authenticators.BIOMETRIC_STRONG) == BiometricManager.BIOMETRIC_SUCCESS
        return if (can) Holder.Biometry else Holder.ScreenLock
    }

    private fun allowed(slot: VaultSlot, cipher: Cipher) = when (slot) {
        VaultSlot.BACKGROUND -> cipher
        VaultSlot.CONTENT -> gate.allowed(cipher, holder())
    }

    private fun isOfHardware(key: SecretKey): Boolean {
        val info = SecretKeyFactory.getInstance(key.algorithm, STORE).getKeySpec(key, KeyInfo::class.java) as KeyInfo
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            return info.securityLevel != KeyProperties.SECURITY_LEVEL_SOFTWARE
        }
        @Suppress("DEPRECATION")
        return info.isInsideSecureHardware
    }

    private fun alias(slot: VaultSlot) = when (slot) {
        VaultSlot.BACKGROUND -> "background"
        VaultSlot.CONTENT -> "content"
    }

    /** What the Keystore says, in the engine's words; the text of its exceptions goes nowhere. */
    private fun <Told> told(work: () -> Told): Told =
        try {
            work()
        } catch (failure: VaultException) {
            throw failure
        } catch (_: KeyPermanentlyInvalidatedException) {
            throw VaultException.Invalidated()
        } catch (_: UserNotAuthenticatedException) {
            throw VaultException.Refused()
        } catch (_: AEADBadTagException) {
            // Closed under a key that the phone has thrown away since: as good as gone.
            throw VaultException.Invalidated()
        } catch (_: GeneralSecurityException) {
            throw VaultException.Failed()
        }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val NONCE_BYTES = 12
        const val EACH_TIME = 0
    }
}
