/** The phone's vault fails in each of its ways: it is said in a word, nothing is deleted, and the passphrase still opens. */
package app.requite.ui.story

import app.requite.engine.VaultException
import app.requite.ui.Route
import app.requite.ui.app.AppEvent
import app.requite.ui.pretend.PASSPHRASE
import app.requite.ui.pretend.Phone
import app.requite.ui.pretend.Stage
import app.requite.ui.pretend.VaultWay
import app.requite.ui.pretend.story
import app.requite.ui.pretend.until
import app.requite.ui.settings.SettingsEvent
import app.requite.ui.settings.SettingsViewModel
import app.requite.ui.unlock.UnlockEvent
import app.requite.ui.unlock.UnlockViewModel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private class Failing(val way: VaultWay, val code: String, val offered: Boolean)

class VaultTest {
    private val ways = listOf(
        Failing(VaultWay.Says(VaultException.Missing()), "vault_missing", offered = false),
        Failing(VaultWay.Says(VaultException.Invalidated()), "vault_invalidated", offered = false),
        Failing(VaultWay.Says(VaultException.LockedOut()), "vault_locked_out", offered = true),
        Failing(VaultWay.Says(VaultException.Refused()), "vault_refused", offered = true),
        Failing(VaultWay.Says(VaultException.Failed()), "vault_failed", offered = true),
        Failing(VaultWay.ThrowsWords, "vault_failed", offered = true),
        Failing(VaultWay.GivesTooLittle, "vault_failed", offered = true),
        Failing(VaultWay.GivesAnother, "", offered = true),
    )

    @Test
    fun `face or finger opens the journal once it was chosen`() = story {
        val after = again(kept())
        val door = UnlockViewModel(after.app)
        assertTrue(door.state.value.vaultOffered)
        assertEquals(VaultWay.Works, after.vault.way)
        door.on(UnlockEvent.NoteChanged("At the door."))
        door.on(UnlockEvent.VaultAsked)
        until(after.app) { it.route == Route.Today }
        assertEquals(setOf("Kept.", "At the door."), after.lines().toSet())
    }

    @Test
    fun `each failure is said after a lock, and no word is lost`() = story {
        for (failing in ways) {
            val phone = kept()
            phone.app.on(AppEvent.Locked)
            until(phone.app) { it.locked && !it.covered }
            refused(phone, failing)
        }
    }

    @Test
    fun `each failure is said after a start, and no word is lost`() = story {
        for (failing in ways) refused(again(kept()), failing)
    }

    @Test
    fun `a vault that fails while it is chosen is not chosen`() = story {
        val phone = begun()
        val settings = SettingsViewModel(phone.app)
        for (failing in ways.filter { it.code.isNotEmpty() && it.way != VaultWay.GivesTooLittle }) {
            phone.vault.way = failing.way
            settings.on(SettingsEvent.VaultChosen(true))
            until(settings) { it.error == failing.code }
            assertFalse(settings.state.value.vaultKept)
            settings.on(SettingsEvent.LockAfterChosen(30))
            phone.write("Still here.")
            phone.vault.way = VaultWay.Works
            settings.on(SettingsEvent.VaultChosen(false))
            until(settings) { it.error != failing.code }
        }
        assertEquals(6, phone.lines().size)
    }

    private suspend fun refused(phone: Phone, failing: Failing) {
        phone.vault.way = failing.way
        val door = UnlockViewModel(phone.app)
        door.on(UnlockEvent.NoteChanged("At the door."))
        door.on(UnlockEvent.VaultAsked)
        val refused = until(door) { it.error != null && !it.busy }
        if (failing.code.isNotEmpty()) assertEquals(failing.code, refused.error)
        assertEquals(failing.offered, refused.vaultOffered, failing.code)
        assertEquals("At the door.", refused.note, "it waits until the journal opens")
        assertEquals(Route.Unlock, phone.app.state.value.route)
        door.on(UnlockEvent.PassphraseChanged(PASSPHRASE))
        door.on(UnlockEvent.Unlocked)
        until(phone.app) { it.route == Route.Today }
        assertEquals(setOf("Kept.", "At the door."), phone.lines().toSet(), failing.code)
    }

    /** A phone whose journal is in its vault. */
    private suspend fun Stage.kept(): Phone {
        val phone = begun()
        phone.write("Kept.")
        val settings = SettingsViewModel(phone.app)
        settings.on(SettingsEvent.VaultChosen(true))
        until(settings) { it.vaultKept }
        return phone
    }
}
