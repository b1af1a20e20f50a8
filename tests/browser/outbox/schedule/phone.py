"""One phone: a browser with the real worker and the real database in it, and a witness to what it says."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from playwright.sync_api import Error as BrowserError

from tests.browser.conftest import FLAGS, PHONE

CALL = 8_000
# Reads without making: a database that is not there must be left to the application to make. Every wait has an end.
ROWS = """(store) => Promise.race([new Promise((done) => setTimeout(() => done(null), 5000)), new Promise((done) => {
  const open = indexedDB.open('egenplan');
  open.onupgradeneeded = () => open.transaction.abort();
  open.onerror = () => done([]);
  open.onsuccess = () => {
    const asked = open.result.transaction(store).objectStore(store).getAll();
    const plain = ({ sealed, data, iv, key, ...row }) => ({ ...row, key: Boolean(key) });
    asked.onsuccess = () => { open.result.close(); done(asked.result.map(plain)); };
  };
})])"""
# Writes down, outside the outbox's own store, every word that an item is sent, and when by the machine's own clock.
WITNESS = """(() => {
  if (!location.protocol.startsWith('http')) return;
  const now = () => performance.timeOrigin + performance.now();
  const write = (line) => localStorage.setItem(`witness ${now()} ${Math.random()}`, JSON.stringify({ at: now(), ...line }));
  new BroadcastChannel('egenplan outbox').onmessage = ({ data: { id, outcome } }) => {
    if (id && outcome) write({ told: id, outcome });
  };
  let note = null;
  const look = () => document.querySelectorAll('[data-truth]').forEach((each) => {
    if (!note || 'witnessed' in each.dataset || !/^Sent /.test(each.textContent.trim())) return;
    each.dataset.witnessed = '';
    write({ shown: note });
  });
  addEventListener('submit', ({ target }) => {
    if (target.dataset.outbox === 'check-in') note = new FormData(target).get('note');
  }, true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
})()"""
SAID = """() => { const said = [];
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith('witness '))) {
    said.push(JSON.parse(localStorage[name]));
    delete localStorage[name];
  }
  return said; }"""
CLOCK = """(() => { const Real = Date; const ahead = %d;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
})()"""


class Phone:
    """`eye` is a window on a page of the server's without any script, from which to look into the phone.

    One process is the browser of many phones, but not of those on disk. `loses_coverage`: it can be told to have none.
    """

    loses_coverage = True

    def __init__(self, playwright: Playwright, browser: Browser, address: str, *, on_disk: bool, woken: bool) -> None:
        self.playwright, self.browser, self.address = playwright, browser, address
        self.folder = Path(tempfile.mkdtemp(prefix="egenplan-phone-")) if on_disk else None
        self.settings: dict[str, Any] = {"base_url": address, "viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Oslo"}
        self.settings |= {"permissions": ["background-sync"]} if woken else {}
        self.heard: list[dict[str, Any]] = []
        self.scripts = [WITNESS]
        self.begin()

    def begin(self) -> None:
        """Switched on; what was on it before, if anything, is there."""
        if self.folder:
            self.context: BrowserContext = self.launch(self.folder)
        else:
            self.context = self.browser.new_context(**self.settings)
        self.context.set_default_timeout(CALL)
        for script in self.scripts:
            self.context.add_init_script(script)
        self.fresh = True  # no page of the application was opened since
        self.eye = self.context.new_page()
        self.eye.goto("/healthz")
        self.page = self.context.new_page()

    @staticmethod
    def a_browser(playwright: Playwright, mark: str) -> Browser:
        """`mark` stands on its command line."""
        return playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, mark], timeout=30_000)

    def launch(self, folder: Path) -> BrowserContext:
        return self.playwright.chromium.launch_persistent_context(
            str(folder), executable_path=chromium(), args=FLAGS, timeout=30_000, **self.settings
        )

    def kill(self) -> None:
        """The browser's process ends at once, as when the battery is flat."""
        self.listen()
        self.end()

    def end(self) -> None:
        """What only this phone runs in; its folder stands on the command line."""
        if self.folder:
            end(str(self.folder))

    def set_clock(self, seconds: int) -> None:
        """From the next page on."""
        self.scripts = [WITNESS, CLOCK % (seconds * 1000)]
        self.context.add_init_script(self.scripts[1])

    def go(self, address: str, page: Page | None = None) -> bool:
        """Whether any page came. Where the page was just going somewhere by itself, it is asked once more."""
        for _ in range(2):
            try:
                (page or self.page).goto(address)
            except BrowserError as error:
                if not alive(error):
                    raise
                if not re.search("_ABORTED|interrupted", str(error)):
                    return False
            else:
                self.fresh = self.fresh and address.startswith("about:")
                return True
        return False

    def leave(self, page: Page) -> None:
        """A window is left, and stays empty. (Chromium forgets to close one that is just going somewhere, and the closing of it
        never ends.)"""
        self.go("about:blank", page)

    def rows(self, store: str = "outbox") -> list[dict[str, Any]]:
        found = self.eye.evaluate(ROWS, store)
        if found is None:
            raise RuntimeError("the phone's database does not answer")
        return [row for row in found if row.get("owner") or store != "outbox"]

    def until(self, what: Any, seconds: float) -> bool:
        """Whether `what` came true in time."""
        end = time.monotonic() + seconds
        while not what():
            if time.monotonic() > end:
                return False
            self.eye.wait_for_timeout(80)
        return True

    def listen(self) -> None:
        """Take over what the witness wrote down."""
        self.heard += self.eye.evaluate(SAID)

    def forget_all(self) -> None:
        """The browser throws the database away, as it may where nothing of it is open."""
        for page in self.context.pages:
            if page is not self.eye:
                self.leave(page)
        session = self.context.new_cdp_session(self.eye)
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "indexeddb"})
        session.detach()

    def close(self) -> None:
        try:
            self.context.close()
        finally:
            if self.folder:
                shutil.rmtree(self.folder, ignore_errors=True)


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "The schedules need Chromium: apt-get install chromium"
    return found


def end(mark: str) -> None:
    """The browser whose command line says `mark`, which is nobody else's: all its processes at once, and none of them is left to
    hold the locks of its files against the next."""
    groups = set()
    for line in subprocess.run(["pgrep", "-f", "--", mark], capture_output=True, text=True, check=False).stdout.split():
        with suppress(ProcessLookupError):
            groups.add(os.getpgid(int(line)))
    for group in groups - {os.getpgid(0)}:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        patience = time.monotonic() + 10
        while _living(group) and time.monotonic() < patience:
            time.sleep(0.01)


def _living(group: int) -> bool:
    found = subprocess.run(["pgrep", "-g", str(group), "-r", "D,R,S,T"], capture_output=True, check=False)
    return found.returncode == 0


def alive(error: BrowserError) -> bool:
    """Whether the browser is: then what went wrong is the weather."""
    return "has been closed" not in str(error) and "crashed" not in str(error)
