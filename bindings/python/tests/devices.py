"""The suite's verbs in Python: each is a call or two of the package."""

import os

import requite_engine as requite

from . import answers
from .matching import Broken

PASSPHRASE = "between us"
ZONE = "UTC"


class Devices:
    """The engines that are open, by the names of their devices."""

    def __init__(self, folder, relay):
        self.folder, self.relay, self.engines = folder, relay, {}

    def shut_down(self):
        for engine in self.engines.values():
            engine.shut_down()

    def engine(self, name):
        if name not in self.engines:
            raise Broken(f"{name} is not open")
        return self.engines[name]

    async def act(self, name, verb, given):
        of_life = getattr(self, f"_{verb}", None)
        if of_life is not None:
            return await of_life(name, given)
        of_journal = CALLS.get(verb)
        if of_journal is None:
            raise Broken(f"there is no call for {verb}")
        return await of_journal(self.engine(name), given)

    def _at(self, name):
        return os.path.join(self.folder, name)

    async def _create(self, name, _):
        engine = await requite.Engine.create(self._at(name), name, PASSPHRASE, ZONE)
        self.engines[name] = engine
        return {"words": engine.take_words().split(" ")}

    async def _restore(self, name, given):
        self.engines[name] = await requite.Engine.restore(
            self._at(name), " ".join(given["words"]), self.relay, name, PASSPHRASE, ZONE
        )
        return {}

    async def _reopen(self, name, given):
        if name in self.engines:
            self.engines.pop(name).shut_down()
        passphrase = given.get("passphrase", PASSPHRASE)
        self.engines[name] = await requite.Engine.open(self._at(name), passphrase, ZONE)
        return {}

    async def _pair(self, name, given):
        devices = self.engine(given["by"]).devices()
        invitation = await devices.invite(self.relay, PASSPHRASE)
        joining = requite.join(self._at(name), invitation.line(), name, PASSPHRASE, ZONE)
        await invitation.newcomer()
        digits = await joining.digits()
        if given["digits"] == "wrong":
            digits = f"{(int(digits) + 1) % 1_000_000:06}"
        elif given["digits"] != "right":
            raise Broken("digits are right or wrong")
        try:
            await invitation.confirm(digits, None, requite.PastFor.NEWCOMER)
        except requite.EngineError:
            try:
                await requite.Engine.joined(joining)
            except requite.EngineError:
                raise_again = True
            else:
                raise_again = False
            if raise_again:
                raise
            raise Broken("the newcomer came in all the same") from None
        self.engines[name] = await requite.Engine.joined(joining)
        return {}

    async def _lock(self, name, _):
        self.engine(name).lock()
        return {}

    async def _unlock(self, name, given):
        await self.engine(name).unlock(given.get("passphrase", PASSPHRASE))
        return {}

    async def _devices(self, name, _):
        listed = await self.engine(name).devices().list()
        told = [
            {"name": it.name, "this": it.this, "removed": it.revoked_ms is not None}
            for it in listed
        ]
        return {"devices": sorted(told, key=lambda it: it["name"])}

    async def _revoke(self, name, given):
        devices = self.engine(name).devices()
        [lost] = [it.id for it in await devices.list() if it.name == given["name"]]
        await devices.revoke(lost)
        return {}

    async def _change_words(self, name, _):
        words = await self.engine(name).devices().change_words(PASSPHRASE)
        return {"words": words.split(" ")}

    async def _sync(self, name, _):
        await self.engine(name).sync().once([self.relay])
        return {}

    async def _status(self, name, _):
        return answers.status(await self.engine(name).sync().status())


def when(given):
    return requite.When(date=given.get("date"), time=given.get("time"))


def facts(given):
    return requite.EntryFacts(mood=given.get("mood"), place=given.get("place"))


def including(given):
    return requite.Including[given.get("including", "usual").upper()]


def some(given, *keys):
    """Those arguments that were said."""
    return {key: given[key] for key in keys if key in given}


async def write(engine, given):
    around = some(given, "title", "people", "tags", "starred")
    entry = requite.NewEntry(text=given["text"], when=when(given), facts=facts(given), **around)
    return answers.record(await engine.journal().write(entry))


async def entries(engine, given):
    asked = {"limit": 100, **given}
    if "from" in asked:
        asked["_from"] = asked.pop("from")
    return answers.page(await engine.journal().entries(requite.EntryQuery(**asked)))


async def search(engine, given):
    asked = {"limit": 100, **some(given, "words", "limit", "person")}
    query = requite.SearchQuery(including=including(given), **asked)
    page = await engine.looking().search(query)
    items = [{"kind": hit.kind, **answers.record(hit.item)} for hit in page.items]
    return {"items": items, "next": page.next}


async def timeline(engine, given):
    query = requite.TimelineQuery(
        person=given.get("person"), limit=100, including=including(given)
    )
    return answers.page(await engine.looking().timeline(query))


async def contact(engine, given):
    noted = some(given, "people", "started", "channel", "minutes")
    note = requite.NewContact(when=when(given), **noted)
    return answers.record(await engine.evidence().add_contact(note))


async def moment(engine, given):
    side = given.get("from")
    note = requite.NewMoment(
        when=when(given),
        direction=None if side is None else requite.Direction[side.upper()],
        **some(given, "people", "kind", "line"),
    )
    return answers.record(await engine.looking().log(note))


def of(area, call, *keys):
    """A verb whose arguments are those of one call, in order."""

    async def asked(engine, given):
        told = await getattr(getattr(engine, area)(), call)(*[given.get(key) for key in keys])
        return answers.told(told)

    return asked


def with_record(area, call, record):
    """A verb whose arguments are the fields of one record."""

    async def asked(engine, given):
        return answers.told(await getattr(getattr(engine, area)(), call)(record(**given)))

    return asked


async def people(engine, given):
    return answers.told(await engine.people().list(including(given)))


async def set_facts(engine, given):
    return answers.record(await engine.journal().edit_facts(given["id"], facts(given)))


CALLS = {
    "write": write,
    "list": entries,
    "show": of("journal", "show", "id"),
    "edit": of("journal", "edit", "id", "base", "text"),
    "set_facts": set_facts,
    "trash": of("journal", "trash", "id"),
    "untrash": of("journal", "untrash", "id"),
    "history": of("journal", "history", "id"),
    "restore_version": of("journal", "restore_version", "id", "version"),
    "clear_mark": of("journal", "clear_mark", "id", "mark"),
    "undo": of("journal", "undo"),
    "search": search,
    "people": people,
    "add_person": of("people", "add", "name"),
    "alias": of("people", "alias", "person", "alias"),
    "quiet": of("people", "quiet", "person", "until"),
    "unquiet": of("people", "unquiet", "person"),
    "mark_unsafe": of("people", "mark_unsafe", "person"),
    "unmark_unsafe": of("people", "unmark_unsafe", "person"),
    "merge": of("people", "merge", "person", "into"),
    "promise": with_record("evidence", "add_promise", requite.NewPromise),
    "resolve": of("evidence", "resolve_promise", "id", "outcome", "on"),
    "promises": with_record("evidence", "promises", requite.PromiseQuery),
    "contact": contact,
    "need": with_record("evidence", "add_need", requite.NewNeed),
    "ask_need": of("evidence", "ask_need", "id", "how", "on"),
    "answer_need": of("evidence", "answer_need", "id", "response", "on"),
    "needs": of("evidence", "needs", "person"),
    "moment": moment,
    "timeline": timeline,
    "picture": of("pictures", "of", "person"),
}
