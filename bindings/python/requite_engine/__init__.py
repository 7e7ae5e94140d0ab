"""The engine and the practice of Requite. Everything is asynchronous; errors are `EngineError` with a stable `code`.

Made by `cargo xtask bindings python`; the generated module is beside this file.
"""

from .requite_ffi import *  # noqa: F401,F403
from .requite_ffi import Engine, EngineError, RecordEngine  # noqa: F401
