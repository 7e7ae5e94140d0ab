"""A real relay, as a process of its own."""

import json
import os
import subprocess


class Relay:
    """Started on a free port; on the same port again after a stop."""

    def __init__(self, folder):
        self.data = os.path.join(folder, "relay")
        self.process = None
        self.url = self._start("127.0.0.1:0")

    def _start(self, listen):
        program = os.environ.get("REQUITE_PROGRAM")
        if not program:
            raise RuntimeError("set REQUITE_PROGRAM to the built `requite`; `cargo xtask test` does")
        self.process = subprocess.Popen(
            [program, "relay", "--json", "--listen", listen, "--data", self.data],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return json.loads(self.process.stdout.readline())["url"]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def start(self):
        self._start(self.url.removeprefix("http://"))
