"""What the pages of a failed browser test showed, for whoever reads its report."""

from collections.abc import Generator, Iterable

import pytest
from playwright.async_api import Error, Page

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note of each test whether it has failed, for the fixtures that end after it."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


async def print_if_failed(item: pytest.Item, pages: Iterable[Page]) -> None:
    """Print where each page is and its text as a person sees it."""
    if not item.stash.get(FAILED, False):
        return
    for page in pages:
        try:
            print(f"--- {page.url}\n{await page.locator('body').inner_text(timeout=2_000)}")
        except Error as error:
            print(f"--- {page.url}: {error}")
