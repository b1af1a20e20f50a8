"""The loop around the batches. Start as many as you like, on as many machines: they share the work by the database alone."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog

from app.platform import clock
from app.platform.push.message import Message, Outcome, Result
from app.platform.push.sender import Sender
from app.platform.push.settings import push_settings
from app.platform.transaction import work
from app.reminders.actions.claims import forget_deliveries
from app.reminders.actions.sweep import wake_changed
from app.reminders.delivery.figures import Tally
from app.reminders.delivery.steps import Limits, Post, look_at_reminders, look_at_watches

KEPT = timedelta(days=90)
FORGETS_EVERY = 3600
FORGETS_AT_ONCE = 5000
log = structlog.get_logger()


@dataclass
class Worker:
    """`tick` is how many seconds it rests where nothing is due.

    `stop` may be set from a signal: the batch in hand is finished, and no other begun.
    """

    post: Post
    limits: Limits = field(default_factory=Limits)
    tick: float = 2
    stop: threading.Event = field(default_factory=threading.Event)
    _forgot_at: float = field(default=float("-inf"), init=False)

    def run(self) -> None:
        """Until told to stop. Whatever fails, such as a database that is away, is tried again after a while."""
        log.info("reminders", began=True, batch=self.limits.batch)
        while not self.stop.is_set():
            try:
                if self.once().looked < self.limits.batch:
                    self.forget()
                    self.stop.wait(self.tick)
            except Exception as error:  # where one process ends with the other, the pages would go too
                log.error("reminders", failed=type(getattr(error, "orig", None) or error).__name__)
                self.stop.wait(self.tick * 2)
        log.info("reminders", ended=True)

    def once(self) -> Tally:
        """Look once at what has changed and at one batch of each kind; answers what was done."""
        sweep()
        done = look_at_reminders(self.limits, self.post)
        if not self.stop.is_set():
            done += look_at_watches(self.limits, self.post)
        if done.looked:
            log.info("reminders", **{name: count for name, count in vars(done).items() if count})
        return done

    def forget(self) -> int:
        """Now and then, where nothing is due: delete some attempts that nobody needs any more; answers how many."""
        if time.monotonic() - self._forgot_at < FORGETS_EVERY:
            return 0
        with work() as connection:
            forgotten = forget_deliveries(connection, clock.now() - KEPT, FORGETS_AT_ONCE)
        if forgotten < FORGETS_AT_ONCE:
            self._forgot_at = time.monotonic()
        return forgotten

    def drain(self) -> Tally:
        """Everything that is due now."""
        done = self.once()
        more = done
        while more.looked >= self.limits.batch:
            more = self.once()
            done += more
        return done


def sweep() -> None:
    """Go once through what was written since somebody last looked."""
    after: UUID | None = UUID(int=0)
    while after:
        with work() as connection:
            after = wake_changed(connection, after)


@contextmanager
def posting() -> Iterator[Post]:
    """The real way out, over connections that are kept; where nothing is sent from here, everything is refused."""
    settings = push_settings()
    if settings is None:
        yield lambda messages: [Result(Outcome.REFUSED)] * len(messages)
        return
    with asyncio.Runner() as runner:
        sender = Sender(settings)
        runner.run(_opened(sender))

        def post(messages: Sequence[Message]) -> list[Result]:
            return runner.run(sender.send(messages))

        try:
            yield post
        finally:
            runner.run(sender.__aexit__(None, None, None))


async def _opened(sender: Sender) -> None:
    # Entered inside the loop that will use it.
    await sender.__aenter__()
