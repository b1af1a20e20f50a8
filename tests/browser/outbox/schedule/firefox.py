"""A phone with Firefox: only a server that is gone takes its worker offline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.firefox import as_installed
from tests.browser.outbox.schedule.phone import Phone

FORGET = """() => new Promise((done, failed) => { const asked = indexedDB.deleteDatabase('egenplan');
  asked.onsuccess = () => done();
  asked.onerror = () => failed(asked.error);
})"""


class Firefox(Phone):
    """Nothing wakes its worker."""

    loses_coverage = False

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings | {"woken": False})

    @staticmethod
    def a_browser(playwright: Playwright, mark: str) -> Browser:
        return playwright.firefox.launch(**as_installed(), args=[mark], timeout=30_000)

    def launch(self, folder: Path) -> BrowserContext:
        return self.playwright.firefox.launch_persistent_context(str(folder), **as_installed(), timeout=30_000, **self.settings)

    def forget_all(self) -> None:
        for page in self.context.pages:
            if page is not self.eye:
                self.leave(page)
        self.eye.evaluate(FORGET)
