"""Every licence is allowed, and the document says what is installed."""

import pytest

from channels.page_assets import page_assets
from tests.running import ROOT
from tools.licences.packages import browser_packages, bundled, locked
from tools.licences.page import PAGE, page
from tools.licences.spdx import Allowed, allowed, licence

KNOWN = Allowed({"MIT": "MIT", "MIT License": "MIT", "BSD License": "BSD-3-Clause", "PSF-2.0": "PSF-2.0"}, {})


def test_the_document_is_current_and_nothing_is_refused() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make licences"


def test_every_exception_is_still_needed() -> None:
    assert set(allowed().exceptions) <= set(locked("requirements.txt")) | set(locked("requirements-dev.txt"))


def test_the_page_comes_with_the_licence_of_each_package_in_it() -> None:
    notices = page_assets(ROOT / "web")["web/licences.txt"].body.decode()
    assert_each_is_there(bundled()["web"], notices)


def test_so_do_the_agents_screens() -> None:
    notices = (ROOT / "web/dist/console/assets/licences.txt").read_text(encoding="utf-8")
    assert_each_is_there(bundled()["console"], notices)


def assert_each_is_there(names: list[str], notices: str) -> None:
    versions = {package.name: package.version for package in browser_packages(allowed())}
    assert names
    assert all(f"{name} {versions[name]}\n" in notices for name in names)
    # One of them has two.
    assert notices.count("Permission is hereby granted") >= len(names)


def test_copyleft_of_the_whole_is_not_allowed() -> None:
    assert not [name for name in allowed().names if "GPL" in name]


@pytest.mark.parametrize(
    ("expression", "classifiers", "text", "found"),
    [
        ("MIT", [], "", "MIT"),
        ("GPL-3.0-only", ["MIT License"], "MIT", None),
        ("MIT AND PSF-2.0", [], "", "MIT AND PSF-2.0"),
        ("MIT AND GPL-3.0-only", [], "", None),
        ("(GPL-3.0-only OR MIT)", [], "", "MIT"),
        (None, ["OSI Approved", "MIT License"], "", "MIT"),
        (None, ["BSD License", "MIT License"], "", "BSD-3-Clause OR MIT"),
        (None, ["GNU General Public License (GPL)", "MIT License"], "MIT", None),
        (None, ["OSI Approved"], "MIT License", "MIT"),
        (None, [], "MIT License", "MIT"),
        (None, [], "Copyright Somebody", None),
        (None, [], "", None),
    ],
)
def test_what_packages_say(expression: str | None, classifiers: list[str], text: str, found: str | None) -> None:
    assert licence(expression, classifiers, text, KNOWN) == found
