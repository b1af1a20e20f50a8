"""From opening the app without coverage to a plan one can read, from what the phone keeps, on a processor four times slower.

.venv/bin/python benchmarks/offline.py [--runs 15] [--slower 4]
"""

from __future__ import annotations

import argparse
import shutil
import statistics

import here  # noqa: F401

# isort: split
from playwright.sync_api import Page, sync_playwright
from stage import patient, reader, stage

from tests.browser.conftest import FLAGS, PHONE
from tests.browser.phones import keep_plan, with_worker
from tests.support.server import serving

AIM = 500
# The plan's own words are on the screen, in the frame after which they were put there; the clock starts with the navigation.
READABLE = """() => new Promise((done) => {
  const look = () => {
    if (!document.querySelector('.dated, body:not(:has([data-kept-plans]))')) return setTimeout(look, 1);
    return requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  };
  look();
})"""
STEPS = """() => { const [here] = performance.getEntriesByType('navigation');
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
  return { worker: here.fetchStart - here.workerStart, page: here.responseEnd, parsed: here.domInteractive,
    scripts: Math.max(0, ...scripts.map(({ responseEnd }) => responseEnd)), number: scripts.length }; }"""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--slower", type=float, default=4)
    asked = options.parse_args()
    with stage("sqlite") as (app, settings):
        world = patient(app, 30)
        visitor, today = reader(app, world)
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie  # noqa: S101
        with serving(settings) as server, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            home = f"http://localhost:{server.port}"
            context = browser.new_context(viewport=PHONE, base_url=home, locale="en-GB")  # type: ignore[arg-type]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])
            page = context.new_page()
            keep_plan(page, world.record_id)
            with_worker(page, today)
            context.set_offline(True)
            slow_down(page, asked.slower)
            for name, address in (("today", today), ("plan", today.replace("today", "plan")), ("bare: /emergency", "/emergency")):
                measured(page, address)  # as on a phone where it has been open before
                tell(name, [measured(page, address) for _ in range(asked.runs)])
            browser.close()


def slow_down(page: Page, times: float) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def measured(page: Page, address: str) -> dict[str, float]:
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    readable = page.evaluate(READABLE)
    return page.evaluate(STEPS) | {"readable": readable}


def tell(name: str, runs: list[dict[str, float]]) -> None:
    middle = {step: round(statistics.median(run[step] for run in runs)) for step in runs[0]}
    worst = round(max(run["readable"] for run in runs))
    print(f"{name}: readable after {middle['readable']} ms, worst {worst} (aim {AIM}); median of {len(runs)}: {middle}")


if __name__ == "__main__":
    main()
