"""What a script makes and drops all day leaves memory as it was."""

import gc
import sys
import unittest

import requite_engine as requite

from .home import AtHome, entry

# More than this is a leak: a hundred thousand handles or records of any size are not less.
MOST = 8_000_000
PAGE = 50


def held():
    """Bytes of this process that are no file's."""
    gc.collect()
    with open("/proc/self/status", encoding="ascii") as status:
        [line] = [line for line in status if line.startswith("RssAnon:")]
    return int(line.split()[1]) * 1024


@unittest.skipUnless(sys.platform == "linux", "memory is read from /proc")
class Memory(AtHome):
    async def rounds(self, rounds):
        for _ in range(rounds):
            for _ in range(PAGE):
                self.engine.journal()
                entry("Never written.")
            page = await self.journal.entries(requite.EntryQuery(limit=PAGE))
            self.assertEqual(len(page.items), PAGE)

    async def test_a_hundred_thousand_records_and_handles_leave_memory_as_it_was(self):
        for n in range(PAGE):
            await self.journal.write(entry(f"Entry {n}, with a few words of its own."))
        await self.rounds(200)
        before = held()
        await self.rounds(2_000)
        grown = held() - before
        self.assertLess(grown, MOST, "bytes more are held after 100,000 records and handles")
