"""The engine from Python, as a third witness beside Kotlin and Swift: real files, a real library.

Run by `cargo xtask test`, or after `cargo xtask bindings python` by
`python3 -m unittest discover -s bindings/python/tests -t bindings/python`.
"""

import unittest
from pathlib import Path

import requite_engine as requite
from requite_engine import RecordEngine

from .home import PASSPHRASE, AtHome, entry


class Engine(AtHome):
    async def test_first_use(self):
        journal = self.engine.journal()
        wrote = await journal.write(entry("The first snow."))
        self.assertEqual((await journal.show(wrote.id)).body, "The first snow.")

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
