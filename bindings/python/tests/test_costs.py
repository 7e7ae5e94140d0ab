"""What calls cost this side of the bindings (J14); `docs/benchmarks.md` has the figures."""

import time

import requite_engine as requite

from .home import AtHome

PAGE = 50
ROUNDS = 200
# No goal is set for Python; this is ten times what was measured, so that a mistake is seen.
MOST_MS = 20.0


class Costs(AtHome):
    async def test_a_page_of_fifty_cards(self):
        await self.engine.people().add("Ana")
        for n in range(PAGE):
            text = f"Entry {n}: a walk, a talk, a line or two that fill an excerpt."
            await self.journal.write(
                requite.NewEntry(text=text, title=f"Title {n}", people=["Ana"], tags=["walk"])
            )
        query = requite.EntryQuery(limit=PAGE)
        page = await self.cpu(lambda: self.journal.entries(query))
        words = await self.cpu(self.journal.tags)
        print(f"J14 python: a page of 50 cards {page:.3f} ms, a short awaited call {words:.3f} ms of this thread's CPU")
        self.assertLess(page, MOST_MS)

    async def cpu(self, call):
        """Milliseconds of this thread's CPU for a call, the cheapest of five rounds of many."""
        rounds = []
        for _ in range(5):
            began = time.thread_time()
            for _ in range(ROUNDS):
                await call()
            rounds.append((time.thread_time() - began) * 1000 / ROUNDS)
        return min(rounds)
