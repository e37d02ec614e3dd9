"""A real browser over a real server."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from projects.models import User

# Playwright runs its loop in this thread, which Django would take for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = os.environ.get("VERBATIM_CHROMIUM", "/usr/bin/chromium")

Login = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def login(browser: Browser, live_server: LiveServer) -> Iterator[Login]:
    """Opens a page as somebody, ``login(user, color_scheme="dark")``; a script error on it fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(user: User, **options: object) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
        contexts.append(context)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def stored(page: Page) -> set[str]:
    """What the page keeps in this browser: the names of its settings, each before the study it is for."""
    keys = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return {str(key).split(" ")[0] for key in keys}


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """What axe, with all its rules, calls serious or critical: the address, the rule, the first element."""
    page.wait_for_timeout(150)  # what fades in has its contrast only then
    return [
        (page.url, violation["id"], violation["nodes"][0]["html"][:200])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


@pytest.fixture
def page(login: Login, django_user_model: type[User]) -> Page:
    """A page of somebody without a study."""
    return login(django_user_model.objects.create_user("nobody@verbatim.test", name="Nobody"))
