"""Row 5: a code applied in the page that shows 5,000 codings, by a key, while the server has not answered."""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import CDPSession, Page, Route

from tests.bench.figures import Line, Sample
from tests.bench.opening import chromium, signed_in, workspaces
from tests.bench.studies import Study

SCRIPT_MS, FRAMES = 3, 2
WATCH = """() => {
  const seen = globalThis.added = { frames: 0, shown: null };
  const root = document.querySelector(".transcript");
  addEventListener("keydown", () => {
    const count = () => {
      seen.frames += 1;
      if (seen.shown === null) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    new MutationObserver((changes, observer) => {
      const isStripe = (node) => node.classList?.contains("pending");
      if (!changes.some(({ addedNodes }) => [...addedNodes].some(isStripe))) return;
      observer.disconnect();
      // What is written before a frame's callbacks or in them is painted with that frame.
      seen.shown = Math.max(seen.frames, 1);
    }).observe(root, { childList: true, subtree: true });
  }, { once: true, capture: true });
}"""
NOTHING = "F9"
"""A key that means nothing: what the browser and the measuring take by themselves."""
Cost = dict[str, float]
COST = {"ScriptDuration": "script", "RecalcStyleDuration": "style", "LayoutDuration": "layout"}


def measure(study: Study) -> Iterator[Line]:
    """Script from the key on, frames until the stripe is painted, and what the browser does besides."""
    with chromium() as browser:
        context = signed_in(browser, study, watch="")
        page = context.new_page()
        page.goto(workspaces(study)[0])
        page.wait_for_selector("html[data-workspace=ready]")
        page.wait_for_timeout(3000)  # how often codes are used in the study is asked for later
        session = context.new_cdp_session(page)
        # The thread's own time: neighbours on the machine make it wait, but do not count.
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        pairs = [
            (_cost(page, session, "1"), _cost(page, session, NOTHING)) for _ in range(study.times(40) + 3)
        ]
    yield _line(study, pairs[3:])


def _line(study: Study, pairs: list[tuple[Cost, Cost]]) -> Line:
    script = Sample.of(ours["script"] for ours, _bare in pairs)
    bare = Sample.of(bare["script"] for _ours, bare in pairs)
    frames = [ours["frames"] for ours, _bare in pairs]
    style, layout = (median(ours[name] for ours, _bare in pairs) for name in ("style", "layout"))
    spent = script.median - bare.median
    return Line(
        5,
        "add a coding, script in the page",
        study.database.kind,
        study.size,
        script,
        bare,
        goal=f"≤ {SCRIPT_MS} ms more, painted within {FRAMES} frames",
        holds=median(frames) <= FRAMES,
        limit=(spent, SCRIPT_MS),
        notes=(
            f"{spent:.1f} ms more than a key that does nothing",
            f"painted after {median(frames):.0f} frames, at most {max(frames):.0f}",
            f"besides style {style:.1f} ms, layout {layout:.1f} ms",
        ),
    )


def _cost(page: Page, session: CDPSession, key: str) -> Cost:
    """Selects the next turn and presses the key; the server may answer when what it did is shown."""
    held: list[Route] = []
    page.route("**/api/**", lambda route: held.append(route))
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_timeout(150)
    page.evaluate(WATCH)
    before = _costs(session)
    page.keyboard.press(key)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    after = _costs(session)
    shown = page.evaluate("added.shown")
    for route in held:
        route.continue_()
    page.unroute("**/api/**")
    while page.evaluate("document.querySelector('.stripe-button.pending') !== null"):
        page.wait_for_timeout(10)
    spent = {name: 1000 * (after[name] - before[name]) for name in COST.values()}
    # Nothing within the two frames that are waited for is more than two.
    return {**spent, "frames": float(shown or FRAMES + 1)}


def _costs(session: CDPSession) -> Cost:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {COST[each["name"]]: each["value"] for each in metrics if each["name"] in COST}
