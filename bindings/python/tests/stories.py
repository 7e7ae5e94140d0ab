"""Runs a scenario of `bindings/scenarios` from beginning to end; what is not known fails, nothing is passed over."""

import json
import os
import tempfile
import time
from pathlib import Path

from requite_engine import EngineError

from .devices import Devices
from .matching import Broken, filled, found, match
from .relay import Relay

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
VERBS = json.loads((SCENARIOS / "format" / "verbs.json").read_text())


async def run(file):
    """Raises where it does not hold."""
    story = json.loads(file.read_text())
    known(story, {"name", "steps"})
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        relay = Relay(folder)
        devices = Devices(folder, relay.url)
        kept = {"relay": relay.url}
        try:
            for number, step in enumerate(story["steps"], 1):
                try:
                    await take(step, devices, relay, kept)
                except Broken as why:
                    raise Broken(f"{story['name']}, step {number} ({step.get('do')}): {why}") from None
        finally:
            devices.shut_down()
            relay.stop()
    report(file.stem, time.monotonic() - began)


def known(given, keys):
    unknown = set(given) - keys
    if unknown:
        raise Broken(f"there is no key {sorted(unknown)}")


async def take(step, devices, relay, kept):
    known(step, {"on", "do", "with", "expect", "error", "keep"})
    verb, given = step["do"], step.get("with", {})
    if verb not in VERBS:
        raise Broken("there is no such verb")
    known(given, {*VERBS[verb]["needs"], *VERBS[verb]["may"]})
    if set(VERBS[verb]["needs"]) - set(given):
        raise Broken("an argument is missing")
    if "error" in step and ("expect" in step or "keep" in step):
        raise Broken("an error has no answer")
    if "on" not in step:
        of_relay(verb, relay)
        return
    names = [step["on"]] if isinstance(step["on"], str) else step["on"]
    if "keep" in step and len(names) != 1:
        raise Broken("what is kept is one device's")
    for name in names:
        arguments = {key: filled(value, kept) for key, value in given.items()}
        await judge(step, devices.act(name, verb, arguments), kept)


def of_relay(verb, relay):
    if verb == "stop_relay":
        relay.stop()
    elif verb == "start_relay":
        relay.start()
    else:
        raise Broken("nobody is to do it")


async def judge(step, asked, kept):
    expected = step.get("error")
    try:
        answer = await asked
    except EngineError as refused:
        if refused.code != expected:
            raise Broken(f"expected {expected or 'an answer'}, and it is {refused.code}") from None
        return
    if expected is not None:
        raise Broken(f"expected the error {expected}, and it answers {answer!r}")
    if "expect" in step:
        match(filled(step["expect"], kept), answer)
    for name, path in step.get("keep", {}).items():
        kept[name] = found(answer, path)


def report(name, seconds):
    """One line for each story that held, where a report is asked for."""
    folder = os.environ.get("REQUITE_REPORT")
    if folder:
        with open(os.path.join(folder, "python"), "a", encoding="utf-8") as lines:
            lines.write(f"{name}\t{seconds:.2f}\n")
