"""The package as its users would try to break it: typed errors each time, the next call works, no process dies, and nothing
that somebody wrote is in any message."""

import asyncio
import subprocess
import sys
import threading
import traceback

import requite_engine as requite
from requite_engine import EngineError, VaultError

from .home import PASSPHRASE, AtHome, entry

NOWHERE = "http://127.0.0.1:9"


async def cancelled(call, turns):
    """Makes a call, and goes away after so many turns of the loop."""
    task = asyncio.ensure_future(call())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except (asyncio.CancelledError, EngineError):
        pass


def told(error):
    """Everything that a log could take from an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


class Abuse(AtHome):
    async def code_of(self, asked):
        with self.assertRaises(EngineError) as raised:
            await asked
        return raised.exception.code

    def calls(self):
        """One call of every area, as somebody would make them."""
        engine, query = self.engine, requite.EntryQuery()
        timeline = requite.TimelineQuery(including=requite.Including.USUAL)
        return [
            lambda: self.journal.write(entry("Perhaps.")),
            lambda: self.journal.entries(query),
            lambda: self.journal.undo(),
            lambda: engine.people().list(requite.Including.USUAL),
            lambda: engine.looking().today(),
            lambda: engine.looking().timeline(timeline),
            lambda: engine.evidence().due_promises(),
            lambda: engine.pictures().of("Nobody"),
            lambda: engine.devices().list(),
            lambda: engine.devices().invite(NOWHERE, PASSPHRASE),
            lambda: engine.sync().status(),
            lambda: engine.sync().once([NOWHERE]),
            lambda: engine.keep_in(Vault()),
            lambda: engine.rehearse_mistake(),
        ]

    async def test_after_a_shut_down_every_area_says_so(self):
        self.engine.shut_down()
        for call in [*self.calls(), lambda: self.engine.unlock(PASSPHRASE), lambda: self.engine.suspend(100)]:
            self.assertEqual(await self.code_of(call()), "shut_down")
        again = await requite.Engine.open(self.path, PASSPHRASE, "UTC")
        await again.journal().write(entry("A new engine works."))
        again.shut_down()

    async def test_after_a_lock_every_area_says_so(self):
        self.engine.lock()
        for call in self.calls():
            self.assertEqual(await self.code_of(call()), "locked")
        await self.engine.unlock(PASSPHRASE)
        await self.journal.write(entry("Yes."))

    async def test_thirty_two_threads_write_at_once_and_no_word_is_lost(self):
        def write(n):
            asyncio.run(self.journal.write(entry(f"Thread {n}.")))

        threads = [threading.Thread(target=write, args=(n,)) for n in range(32)]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)
        self.assertEqual(sorted(await self.written()), sorted(f"Thread {n}." for n in range(32)))

    async def test_a_caller_is_cancelled_at_every_await(self):
        for call in [*self.calls(), lambda: self.engine.unlock(PASSPHRASE)]:
            for turns in range(6):
                await cancelled(call, turns)
        await self.journal.write(entry("Surely."))
        self.assertIn("Surely.", await self.written())

    async def test_a_suspension_is_cancelled_at_every_await(self):
        for turns in range(6):
            # Whether it was still suspended nobody can know, so each time it is an engine of its own.
            other = await requite.Engine.open(self.path, PASSPHRASE, "UTC")
            await cancelled(lambda other=other: other.suspend(10_000), turns)
            other.shut_down()
        await self.journal.write(entry("Surely."))
        self.assertIn("Surely.", await self.written())

    async def test_a_listener_that_throws_and_calls_back_in_stops_nobody(self):
        heard, journal = threading.Semaphore(0), self.journal

        class Rude(requite.ChangeListener):
            def changed(self, generation, changes):
                asyncio.run(journal.entries(requite.EntryQuery()))
                heard.release()
                raise RuntimeError("a shell's own mistake, with words")

        subscription = self.engine.watch(Rude())
        for n in range(3):
            await self.journal.write(entry(f"Line {n}."))
            self.assertTrue(await asyncio.to_thread(heard.acquire, timeout=60))
        subscription.cancel()

    async def test_a_thousand_rounds_of_watching_leave_no_late_call(self):
        late = []

        class Listens(requite.ChangeListener):
            over = False

            def changed(self, generation, changes):
                # Until its cancel has returned, it may be told of the journal's own beginning.
                if self.over:
                    late.append(generation)

        for _ in range(1_000):
            listener = Listens()
            self.engine.watch(listener).cancel()
            listener.over = True
        heard = threading.Semaphore(0)

        class Hears(requite.ChangeListener):
            def changed(self, generation, changes):
                heard.release()

        kept = self.engine.watch(Hears())
        await self.journal.write(entry("Only one listens."))
        self.assertTrue(await asyncio.to_thread(heard.acquire, timeout=60))
        self.assertEqual(late, [])
        kept.cancel()

    async def test_nothing_and_ten_million_letters_are_refused_and_quoted_nowhere(self):
        for text, code in [("", "empty_text"), (" \n", "empty_text"), ("secret " * 1_500_000, "too_long")]:
            with self.assertRaises(EngineError.Invalid) as raised:
                await self.journal.write(entry(text))
            self.assertEqual(raised.exception.code, code)
            self.assertNotIn("secret", told(raised.exception))
        self.assertEqual(await self.written(), [])

    async def test_half_a_character_anywhere_is_a_typed_error(self):
        half = "half of a snowman \ud83d"
        for call in [
            lambda: self.journal.write(entry(half)),
            lambda: self.journal.show(half),
            lambda: self.engine.people().add(half),
            lambda: self.engine.unlock(half),
            lambda: requite.Engine.open(self.path, half, "UTC"),
            lambda: self.engine.sync().once([half]),
        ]:
            with self.assertRaises(EngineError.Invalid) as raised:
                await call()
            self.assertEqual(raised.exception.code, "invalid_text")
            self.assertNotIn("snowman", str(raised.exception) + repr(raised.exception))
        await self.journal.write(entry("Whole."))

    async def test_a_mistake_inside_is_typed_and_the_next_call_works(self):
        for _ in range(3):
            with self.assertRaises(EngineError.Internal) as raised:
                await self.engine.rehearse_mistake()
            self.assertGreater(raised.exception.ticket, 0)
            self.assertNotIn("rehearsed", str(raised.exception))
            await self.journal.write(entry("Still here."))

    async def test_each_failure_of_a_vault_has_a_name(self):
        vault = Vault()
        await self.engine.keep_in(vault)
        self.engine.set_vault_patience(2_000)
        self.engine.lock()
        for fails, code in [
            (VaultError.Missing, "vault_missing"),
            (VaultError.Invalidated, "vault_invalidated"),
            (VaultError.LockedOut, "vault_locked_out"),
            (VaultError.Refused, "vault_refused"),
            (VaultError.Failed, "vault_failed"),
            (lambda: RuntimeError("secret words"), "vault_failed"),
        ]:
            vault.fails = fails
            with self.assertRaises(EngineError.Vault) as raised:
                await self.engine.unlock_with_vault(vault)
            self.assertEqual(raised.exception.code, code)
            self.assertNotIn("secret", told(raised.exception))
            self.assertIs(self.engine.state(), requite.EngineState.LOCKED)
        vault.fails = None
        for gives in [b"", b"short", bytes(33), bytes(100_000)]:
            vault.gives = gives
            self.assertEqual(await self.code_of(self.engine.unlock_with_vault(vault)), "vault_failed")
        vault.gives = bytes(32)
        self.assertIn(await self.code_of(self.engine.unlock_with_vault(vault)), ["wrong_passphrase", "damaged"])
        vault.gives = None
        await self.engine.unlock_with_vault(vault)
        await self.journal.write(entry("Open again."))

    async def test_a_vault_that_hangs_is_given_up(self):
        vault, never = Vault(), threading.Event()
        await self.engine.keep_in(vault)
        self.engine.lock()
        self.engine.set_vault_patience(50)
        vault.waits = never
        self.assertEqual(await self.code_of(self.engine.unlock_with_vault(vault)), "vault_timeout")
        vault.waits = None
        never.set()
        self.engine.set_vault_patience(30_000)
        await self.engine.unlock_with_vault(vault)
        await self.journal.write(entry("Open again."))

    async def test_a_vault_that_calls_back_in_gets_an_answer(self):
        engine, answers = self.engine, []

        class CallsBack(Vault):
            def wrap(self, slot, secret):
                try:
                    asyncio.run(engine.keep_in(Vault()))
                    answers.append("kept")
                except EngineError as refused:
                    answers.append(refused.code)
                return super().wrap(slot, secret)

        await self.engine.keep_in(CallsBack())
        self.assertTrue(answers)
        await self.journal.write(entry("Nobody waits for anybody."))

    async def test_suspended_no_other_process_finds_a_lock(self):
        await self.journal.write(entry("Before."))
        self.assertNotEqual(locks_seen_from_outside(self.path), [])
        live = self.engine.sync().begin([NOWHERE], requite.SyncUntil.CANCELLED, None)
        writes = [asyncio.ensure_future(self.journal.write(entry(f"Line {n}."))) for n in range(20)]
        await self.engine.suspend(20_000)
        self.assertEqual(locks_seen_from_outside(self.path), [])
        done = await asyncio.gather(*writes, return_exceptions=True)
        self.assertTrue(all(not isinstance(it, Exception) or it.code == "suspended" for it in done))
        self.assertEqual(await self.code_of(self.journal.write(entry("No."))), "suspended")
        self.engine.resume()
        acknowledged = sum(not isinstance(it, Exception) for it in done)
        self.assertEqual(len(await self.written()), 1 + acknowledged)
        del live


LOOK = """
import fcntl, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "r+b") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                print(name)
"""


def locks_seen_from_outside(folder):
    """Files on which another process gets no lock."""
    looked = subprocess.run(
        [sys.executable, "-c", LOOK, folder], check=True, capture_output=True, text=True
    )
    return looked.stdout.split()


class Vault(requite.KeyVault):
    """Closes secrets with a byte: what a phone's hardware does, without the hardware."""

    def __init__(self):
        self.fails = self.gives = self.waits = None

    def wrap(self, slot, secret):
        if self.waits is not None:
            self.waits.wait(60)
        if self.fails is not None:
            raise self.fails()
        return self.gives if self.gives is not None else bytes(byte ^ 0x5A for byte in secret)

    def unwrap(self, slot, wrapped):
        return self.wrap(slot, wrapped)

    def erase(self, slot):
        pass

    def status(self, slot):
        return requite.VaultStatus.SOFTWARE
