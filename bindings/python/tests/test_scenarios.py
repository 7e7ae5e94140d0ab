"""The scenario suite: the same stories as in Rust, Kotlin, Swift and on the command line."""

import unittest

from . import stories
from .home import Quiet
from .matching import Broken


class Stories(Quiet):
    async def test_what_is_broken_is_noticed(self):
        files = sorted((stories.SCENARIOS / "broken").glob("*.json"))
        self.assertTrue(files)
        for file in files:
            with self.subTest(file.stem), self.assertRaises(Broken):
                await stories.run(file)


def of(file):
    async def holds(self):
        await stories.run(file)

    return holds


for file in sorted(stories.SCENARIOS.glob("*.json")):
    setattr(Stories, f"test_story_{file.stem}", of(file))


if __name__ == "__main__":
    unittest.main()
