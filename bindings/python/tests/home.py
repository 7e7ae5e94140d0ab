"""A phone with a journal of its own, for tests."""

import asyncio
import tempfile
import unittest
from pathlib import Path

import requite_engine as requite

PASSPHRASE = "a passphrase of Mia's"


def entry(text):
    return requite.NewEntry(text=text)


class Quiet(unittest.IsolatedAsyncioTestCase):
    """Without the slow and talkative loop that unittest has by itself."""

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)


class AtHome(Quiet):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.folder = tempfile.TemporaryDirectory()
        self.path = str(Path(self.folder.name) / "journal")
        self.engine = await requite.Engine.create(self.path, "phone", PASSPHRASE, "Europe/Madrid")
        self.journal = self.engine.journal()

    async def asyncTearDown(self):
        self.engine.shut_down()
        self.folder.cleanup()

    async def written(self):
        """The first words of everything that is there."""
        page = await self.journal.entries(requite.EntryQuery(limit=1000))
        return [item.excerpt for item in page.items]
