"""Rows 1 and 2: a transcript opened and painted in Chromium."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.figures import Line, Sample
from tests.bench.studies import Study, alternately, as_a_ratio

GOALS = {"S": 300, "M": 350, "L": 400, "long": 700, "alone": 400}
QUIET_MS = 400
WATCH = """
(() => {
  const watch = { painted: null, writes: 0 };
  globalThis.watch = watch;
  let waiting = 0;
  const wrote = () => {
    watch.writes += 1;
    const mine = ++waiting;
    watch.last = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (mine === waiting) watch.painted = performance.now();
    }));
  };
  new MutationObserver(wrote).observe(document, {
    childList: true, attributes: true, characterData: true, subtree: true,
  });
  for (const [type, name] of [[HighlightRegistry, "set"], [Highlight, "add"]]) {
    const before = type.prototype[name];
    type.prototype[name] = function (...given) {
      wrote();
      return before.apply(this, given);
    };
  }
})();
"""
SETTLED = f"""
document.readyState === "complete" && watch.painted && watch.painted > watch.last
    && performance.now() - watch.last > {QUIET_MS}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def signed_in(browser: Browser, study: Study, watch: str = WATCH) -> BrowserContext:
    """The first member's, with a script in each page that watches it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    session = study.facts["sessions"][0]
    context.add_cookies([{"name": "sessionid", "value": session, "url": study.ours.address}])
    context.add_init_script(watch)
    return context


def painted(page: Page, address: str) -> float:
    """From navigation to two animation frames after the last write into the page, in milliseconds."""
    page.goto(address)
    while not page.evaluate(SETTLED):  # wait_for_function evaluates strings, which the policy forbids
        page.wait_for_timeout(50)
    return float(page.evaluate("watch.painted"))


def measure(study: Study) -> Iterator[Line]:
    with chromium() as browser:
        context = signed_in(browser, study)
        page, bare = context.new_page(), context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        bare_at = [f"{study.floor.address}/page/{pk}" for pk in study.some_transcripts]
        ours_took, floor_took = alternately(
            study.times(15), _visits(page, workspaces(study)), _visits(bare, bare_at)
        )
        nodes = page.evaluate("document.querySelectorAll('*').length")
    if problems:
        raise RuntimeError(f"the workspace has errors: {problems[:3]}")
    yield _line(study, ours_took, floor_took, nodes)


def as_study_grows(large: Study, small: Study) -> Iterator[Line]:
    """Row 2: transcripts of the large study and of the small one in turn, each in a window of its own."""
    with chromium() as browser:
        visits = [
            _visits(signed_in(browser, study).new_page(), workspaces(study)) for study in (large, small)
        ]
        took = alternately(large.times(15), visits[0], visits[1])
    yield as_a_ratio(2, "the same, growth from S to L", large, took, 1.5, "the small study")


def workspaces(study: Study) -> list[str]:
    """Some transcripts with everybody's codings."""
    facts = study.facts
    of = f"{study.ours.address}/{facts['slug']}/transcripts"
    return [f"{of}/{pk}/code/?coders=all" for pk in study.some_transcripts]


def _visits(page: Page, addresses: list[str]) -> Callable[[], float]:
    number = 0

    def visit() -> float:
        nonlocal number
        number += 1
        page.bring_to_front()
        return painted(page, addresses[number % len(addresses)])

    return visit


def _line(study: Study, ours_took: Sample, floor_took: Sample, nodes: int) -> Line:
    goal = GOALS[study.size]
    return Line(
        1,
        "open a transcript, painted",
        study.database.kind,
        study.size,
        ours_took,
        floor_took,
        goal=f"≤ {goal} ms",
        holds=True,
        limit=(ours_took.median, goal),
        notes=(f"{nodes:,} elements",),
    )
