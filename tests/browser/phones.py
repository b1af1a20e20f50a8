"""Phones as people use them: a worker in place, a plan kept, coverage lost and found."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

ROWS = """(store) => new Promise((done) => { const open = indexedDB.open('egenplan'); open.onsuccess = () => {
  const asked = open.result.transaction(store).objectStore(store).getAll();
  const plain = (row) => ({ ...row, data: Boolean(row.data), key: Boolean(row.key) });
  asked.onsuccess = () => { open.result.close(); done(asked.result.map(plain)); };
}; })"""


def until(page: Page, promised: str, *given: object, patience: float = 15) -> None:
    """Wait until what `promised` comes to is true.

    Not `wait_for_function`: it takes the promise itself for an answer, and where it must ask twice it does so with `eval` in the
    page, which our policy forbids and Firefox refuses.
    """
    end = time.monotonic() + patience
    while not page.evaluate(promised, *given):
        assert time.monotonic() < end, f"{promised} did not come true"
        page.wait_for_timeout(50)


def with_worker(page: Page, address: str) -> Page:
    """Open `address` and wait until the worker stands between the page and the network."""
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def keep_plan(page: Page, record_id: object) -> None:
    """Choose to keep the plan, as a person does, and wait until it lies on the phone."""
    with_worker(page, f"/records/{record_id}/on-this-phone")
    page.get_by_role("button", name="Keep it on this phone").click()
    expect(page.get_by_text("As of")).to_be_visible()


def come_back(page: Page) -> None:
    """The phone has coverage again, and is looked at."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def copies(page: Page) -> list[dict[str, object]]:
    """What lies on the phone of plans."""
    return [row for row in page.evaluate(ROWS, "copies") if row.get("owner") and row["record"] != "chosen"]


def keys(page: Page) -> list[dict[str, object]]:
    return [row for row in page.evaluate(ROWS, "keys") if row["key"]]


def on_disk(profile: Path, word: str) -> list[str]:
    """The files of a browser's profile that hold `word`, as bytes or as UTF-16."""
    forms = (word.encode(), word.encode("utf-16-le"))
    files = (file for file in profile.rglob("*") if file.is_file() and not file.is_symlink())
    return [str(file.relative_to(profile)) for file in files if any(form in file.read_bytes() for form in forms)]


def kept_in_caches(context: BrowserContext) -> list[str]:
    """Every address in every cache of the worker's, with the cache's name."""
    listed = """caches.keys().then((names) => Promise.all(names.map(async (name) => {
      const requests = await (await caches.open(name)).keys();
      return requests.map((request) => `${name} ${new URL(request.url).pathname}`);
    })))"""
    return sorted(line for lines in context.pages[0].evaluate(listed) for line in lines)
