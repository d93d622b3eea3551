"""The page and its files, with the headers that keep them to themselves."""

import re
from pathlib import Path

import pytest

from console.pages import NONCE, ConsolePages
from tests.console.site import Site, running_site


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(f'<meta name="csp-nonce" content="{NONCE}">')
    (tmp_path / "assets/main-12ab34CD.js").write_text("start()")
    (tmp_path / "assets/notes.py").write_text("secret")
    (tmp_path / "outside.js").write_text("secret")
    return tmp_path


def test_each_page_has_a_nonce_of_its_own(built: Path) -> None:
    with running_site(built) as site:
        pages = [site.client.get("/") for _ in range(2)]
    nonces = []
    for page in pages:
        policy = page.headers["content-security-policy"]
        [nonce] = re.findall(r"style-src 'self' 'nonce-([\w-]+)'", policy)
        assert f'content="{nonce}"' in page.text
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["cache-control"] == "no-store"
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


def test_files_are_kept_and_nothing_else_is_served(built: Path) -> None:
    with running_site(built) as site:
        result = site.client.get("/assets/main-12ab34CD.js")
        assert result.text == "start()"
        assert "immutable" in result.headers["cache-control"]
        assert result.headers["content-encoding"] == "gzip"
        plain = site.client.get("/assets/main-12ab34CD.js", headers={"accept-encoding": "identity"})
        assert (plain.text, "content-encoding" in plain.headers) == ("start()", False)
        for path in ("notes.py", "../outside.js", "%2e%2e/outside.js", "", "main-12ab34CD.js/x"):
            assert site.client.get(f"/assets/{path}").status_code == 404, path


def test_a_page_that_is_not_built_says_so(tmp_path: Path) -> None:
    assert "make setup" in ConsolePages(tmp_path / "nothing")._index


def test_every_answer_has_the_headers(site: Site) -> None:
    for path in ("/", "/health", "/api/me", "/api/nothing", "/assets/nothing"):
        headers = site.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers
