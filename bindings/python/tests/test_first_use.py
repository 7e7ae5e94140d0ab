"""What the page for users says, as they would run it: a process of its own, a real relay."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from .relay import Relay

BINDINGS = Path(__file__).resolve().parents[2]
EXAMPLE = BINDINGS.parent / "examples" / "shared-list" / "python"


def snippet(language):
    """The first block of a language in the page."""
    return (BINDINGS / "README.md").read_text().split(f"```{language}\n")[1].split("```")[0]


class FirstUse(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.relay = Relay(self.folder.name)

    def tearDown(self):
        self.relay.stop()
        self.folder.cleanup()

    def run_program(self, *arguments):
        where = {**os.environ, "PYTHONPATH": str(BINDINGS / "python")}
        done = subprocess.run(
            [sys.executable, *arguments], env=where, capture_output=True, text=True, timeout=300
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_the_snippet_writes_on_one_device_and_reads_on_another(self):
        program = Path(self.folder.name) / "first_use.py"
        program.write_text(snippet("python"))
        home = Path(self.folder.name) / "home"
        home.mkdir()
        self.assertIn("The first snow.", self.run_program(program, home, self.relay.url))

    def test_the_shared_list_ends_the_same_on_both_devices(self):
        shown = "Shopping for Friday evening (urgent)\n[ ] soap\n[x] milk\n[ ] apples"
        printed = self.run_program(EXAMPLE / "shared_list.py", self.relay.url)
        self.assertEqual(printed.count(shown), 2, printed)


if __name__ == "__main__":
    unittest.main()
