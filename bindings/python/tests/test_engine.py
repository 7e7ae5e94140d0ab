"""The engine from Python, as a third witness beside Kotlin and Swift: real files, a real library.

Run by `cargo xtask test`, or after `cargo xtask bindings python` by
`python3 -m unittest discover -s bindings/python/tests -t bindings/python`.
"""

import asyncio
import tempfile
import threading
import unittest
from pathlib import Path

import requite_engine as requite
from requite_engine import EngineError, RecordEngine

PASSPHRASE = "a passphrase of Mia's"


def entry(text):
    return requite.NewEntry(text=text, when=requite.When(), facts=requite.EntryFacts())


class AtHome(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = str(Path(self.folder.name) / "journal")
        self.engine = await requite.Engine.create(self.path, "phone", PASSPHRASE, "Europe/Madrid")

    async def asyncTearDown(self):
        self.engine.shut_down()
        self.folder.cleanup()

    async def test_first_use(self):
        journal = self.engine.journal()
        wrote = await journal.write(entry("The first snow."))
        self.assertEqual((await journal.show(wrote.id)).body, "The first snow.")

    async def test_half_a_character_is_a_typed_error_and_nothing_is_written(self):
        journal = self.engine.journal()
        with self.assertRaises(EngineError.Invalid) as told:
            await journal.write(entry("half of a snowman \ud83d"))
        self.assertEqual(told.exception.code, "invalid_text")
        self.assertNotIn("snowman", repr(told.exception))
        self.assertEqual((await journal.entries(requite.EntryQuery())).items, [])

    async def test_a_mistake_inside_is_typed_and_the_next_call_works(self):
        with self.assertRaises(EngineError.Internal) as told:
            await self.engine.rehearse_mistake()
        self.assertGreater(told.exception.ticket, 0)
        await self.engine.journal().write(entry("Still here."))

    async def test_after_a_lock_and_after_a_shut_down_every_call_says_so(self):
        journal = self.engine.journal()
        self.engine.lock()
        with self.assertRaises(EngineError.Locked):
            await journal.write(entry("No."))
        await self.engine.unlock(PASSPHRASE)
        await journal.write(entry("Yes."))
        self.engine.shut_down()
        with self.assertRaises(EngineError.Closed) as told:
            await journal.entries(requite.EntryQuery())
        self.assertEqual(told.exception.code, "shut_down")

    async def test_a_caller_that_is_cancelled_harms_nobody(self):
        journal = self.engine.journal()
        for n in range(20):
            task = asyncio.ensure_future(journal.write(entry(f"Perhaps {n}.")))
            await asyncio.sleep(0)
            task.cancel()
        await journal.write(entry("Surely."))
        items = (await journal.entries(requite.EntryQuery())).items
        self.assertIn("Surely.", [item.excerpt for item in items])

    async def test_a_listener_that_throws_is_told_the_next_thing_all_the_same(self):
        heard = threading.Semaphore(0)

        class Throws(requite.ChangeListener):
            def changed(self, generation, changes):
                heard.release()
                raise RuntimeError("a shell's own mistake, with words")

        subscription = self.engine.watch(Throws())
        for n in range(2):
            await self.engine.journal().write(entry(f"Line {n}."))
            self.assertTrue(await asyncio.to_thread(heard.acquire, timeout=60))
        subscription.cancel()

    async def test_records_of_an_app_of_its_own(self):
        item = requite.Kind(
            name="item",
            fields=[
                requite.Field(
                    name="text",
                    merge=requite.Merge.TEXT(max_bytes=10_000),
                    search_weight=1,
                ),
                requite.Field(name="done", merge=requite.Merge.ENABLE_WINS()),
            ],
        )
        path = str(Path(self.folder.name) / "list")
        engine = await RecordEngine.create(path, [item], "phone", PASSPHRASE)
        record = await engine.new_id()
        edits = [requite.Edit.TEXT(field="text", base=None, text="bread and milk")]
        await engine.commit("add", [requite.RecordWrite(id=record, kind="item", edits=edits)])
        found = await engine.list(requite.RecordQuery(kind="item", words="milk"))
        self.assertEqual([hit.id for hit in found.items], [record])
        engine.shut_down()


if __name__ == "__main__":
    unittest.main()
