"""Takes the README's pictures of a demo that is being served: ``python -m tests.pictures http://127.0.0.1:8000``."""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
STUDY = "/police-and-social-media"
SIZE = {"width": 1440, "height": 900}


def sign_in(page: Page, address: str, login: str) -> None:
    found = re.match(r"(\S+) with the password (\S+)", login)
    assert found, "var/demo-login does not hold a login"
    page.goto(f"{address}/account/login/")
    page.get_by_label("Email").fill(found.group(1))
    page.get_by_label("Password", exact=True).fill(found.group(2))
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def workspace(page: Page, address: str) -> None:
    """P07's transcript with words selected, the picker open and a code looked for."""
    page.goto(f"{address}{STUDY}/transcripts/")
    page.locator("tr", has_text="P07").get_by_role("link").first.click()
    page.wait_for_selector("html[data-workspace=ready]")
    for key in (*"jjjjjjjj", "ArrowDown", "ArrowDown", "c"):
        page.keyboard.press(key)
    page.keyboard.type("chief")


def second_round(page: Page, address: str) -> None:
    """How well its coders agree, and where they differ; the interview of which all is decided."""
    page.goto(f"{address}{STUDY}/rounds/")
    page.get_by_role("link", name="Second round", exact=True).click()
    page.get_by_role("link", name="How well they agree").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "agreement.png")
    page.get_by_role("link", name="Differences", exact=True).click()
    page.locator(".resolving-parts").get_by_role("link", name="PCSO").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "differences.png")


def take(browser: Browser, address: str, login: str, theme: str) -> None:
    page = browser.new_page(viewport=SIZE, color_scheme=theme)  # type: ignore[arg-type]
    sign_in(page, address, login)
    workspace(page, address)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"workspace-{theme}.png")
    asked = {
        "excerpts": "excerpts/",
        "matrix": "matrix/?shows=counts",
        "framework": "framework/",
    }
    for name, path in asked.items() if theme == "light" else ():
        page.goto(f"{address}{STUDY}/{path}")
        page.wait_for_timeout(300)
        page.screenshot(path=FOLDER / f"{name}.png")
    if theme == "light":
        second_round(page, address)
    page.close()


def main(address: str, data: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    login = (data / "demo-login").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for theme in ("light", "dark"):
            take(browser, address, login, theme)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "var"))
