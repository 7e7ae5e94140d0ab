"""A shopping list that two devices share, in Python: `python3 shared_list.py RELAY_URL`. The same story as in `../src/lib.rs`."""

import asyncio
import json
import sys
import tempfile

from requite_engine import Edit, Field, Kind, Merge, RecordEngine, RecordWrite, Scalar, Value

WORDS = Scalar.TEXT(max_bytes=200)

# What a list is, and how each field of it merges. Everything else follows from this.
LIST = Kind(
    name="list",
    fields=[
        Field(name="title", merge=Merge.TEXT(max_bytes=1_000), search_weight=1),
        Field(name="items", merge=Merge.ORDER(of=WORDS)),
        Field(name="bought", merge=Merge.SET(of=WORDS)),
        Field(name="urgent", merge=Merge.ENABLE_WINS()),
    ],
)


def word(text):
    return Value.TEXT(value=text)


def place(item, after=None):
    return Edit.PLACE(field="items", element=word(item), after=after and word(after))


async def change(device, record, title, edits):
    """Changes the list. A change of a text says which text was before the person."""
    seen = (await device.get(record)).heads
    edits = [Edit.TEXT(field="title", base=seen, text=title), *edits]
    await device.commit("change", [RecordWrite(id=record, kind="list", edits=edits)])


async def shown(device, record):
    """The list as a person sees it."""
    fields = json.loads((await device.get(record)).json)
    lines = [fields["title"] + (" (urgent)" if fields.get("urgent") else "")]
    bought = fields.get("bought", [])
    lines += [f"[{'x' if item in bought else ' '}] {item}" for item in fields["items"]]
    return "\n".join(lines)


async def run(relay, folder):
    """Both devices change one list without hearing of each other, then meet at the relay."""
    phone = await RecordEngine.create(f"{folder}/phone", [LIST], "phone", "a passphrase")
    words, record = phone.take_words(), await phone.new_id()
    title = Edit.TEXT(field="title", base=None, text="For Friday")
    edits = [title, place("milk"), place("bread", after="milk")]
    await phone.commit("new list", [RecordWrite(id=record, kind="list", edits=edits)])
    await phone.sync().once([relay])

    # The tablet comes to the same vault by the recovery words.
    tablet = await RecordEngine.restore(
        f"{folder}/tablet", [LIST], words, relay, "tablet", "another passphrase"
    )
    await tablet.sync().once([relay])

    # Both are offline.
    milk = Edit.ADD(field="bought", element=word("milk"))
    await change(phone, record, "For Friday evening", [milk, place("apples", after="milk")])
    no_bread = Edit.REMOVE(field="items", element=word("bread"))
    urgent = Edit.ASSERT(field="urgent")
    await change(tablet, record, "Shopping for Friday", [no_bread, place("soap"), urgent])

    # They meet. Nobody is asked anything, and nothing is lost.
    for device in (phone, tablet, phone):
        await device.sync().once([relay])
    lists = await shown(phone, record), await shown(tablet, record)
    phone.shut_down()
    tablet.shut_down()
    return lists


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Two devices need a relay between them: `requite relay` says where it listens.")
    with tempfile.TemporaryDirectory() as home:
        on_phone, on_tablet = asyncio.run(run(sys.argv[1], home))
    print(f"On the phone:\n{on_phone}\n\nOn the tablet:\n{on_tablet}")
    sys.exit(on_phone != on_tablet)
