"""What old engines are given: nothing that came after Chromium 78, and a sentence where there are no modules."""

import re
from pathlib import Path

import pytest

from tests.web.conftest import WEB

BUILT = WEB / "dist"
YOUNGER_CSS = {
    "inset": r"[{;\s]inset(-[a-z-]+)?:",
    "logical shorthands and corners": r"(padding|margin|border)-(inline|block):|border-(start|end)-",
    "selectors": r":(is|where|has)\(|(?<!:not\():focus-visible",
    "colours": r"color-mix\(|oklch\(|\blab\(",
    "ratios, layers, containers": r"aspect-ratio:|@layer|@container",
}
YOUNGER_JS = (
    r"\.at\(-",
    r"\.replaceAll\(",
    r"\.findLast(Index)?\(",
    r"structuredClone\(",
    r"Object\.hasOwn\(",
    r"\.replaceChildren\(",
    r"AbortSignal\.timeout",
    r"\bWeakRef\b",
    r"Promise\.any\b",
    r"\?\?",
    r"\?\.[a-zA-Z_(\[]",
)
NOT_ES5 = r"=>|`|\bconst\b|\blet\b|\bclass\b|\.\.\."


def files(pattern: str) -> list[Path]:
    """Return the chat page's; the agents' screens ask for younger browsers."""
    return sorted(file for file in BUILT.rglob(pattern) if BUILT / "console" not in file.parents)


def sheets() -> dict[str, str]:
    """Return the style sheets by name, also the launcher's, which its script holds."""
    script = files("launcher-*.js")[0].read_text(encoding="utf-8")
    return {
        **{file.name: file.read_text(encoding="utf-8") for file in files("*.css")},
        "launcher": script[script.index(":host {") :].partition("`")[0],
    }


def rules(sheet: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each selector with its declarations."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return [
        (
            selector.strip(),
            [(name.strip(), value) for name, _, value in (one.partition(":") for one in body.split(";"))],
        )
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain)
    ]


@pytest.mark.parametrize("name", ["main", "demo", "launcher"])
def test_no_style_is_younger(name: str) -> None:
    sheet = next(sheet for file, sheet in sheets().items() if file.startswith(name))
    assert {what for what, pattern in YOUNGER_CSS.items() if re.search(pattern, sheet)} == set()
    for selector, declared in rules(sheet):
        names = dict(declared)
        # Chromium 84 was the first with gaps between flexible boxes.
        assert not names.keys() & {"gap", "row-gap", "column-gap"} or "grid" in names["display"], selector
        for number, (one, value) in enumerate(declared):
            before = [other for other, _ in declared[:number]]
            # A value that is not understood leaves what stands before it.
            assert (
                not re.search(r"(?<![\w-])(min|max|clamp)\(|\ddvh", value) or one in before or "@supports" in sheet
            ), selector


def code_of(pattern: str) -> str:
    """Return a script without its texts, which say what they like."""
    (file,) = files(pattern)
    return re.sub(r'"(\\.|[^"\\])*"', '""', file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["main-*.js", "launcher-*.js"])
def test_no_script_is_younger(name: str) -> None:
    code = code_of(name)
    assert [pattern for pattern in YOUNGER_JS if re.search(pattern, code)] == []


@pytest.mark.parametrize("name", ["old-*.js", "widget.js"])
def test_what_engines_without_modules_run_is_in_their_language(name: str) -> None:
    assert re.findall(NOT_ES5, code_of(name)) == []


def test_old_kernels_get_a_sentence() -> None:
    html = (BUILT / "index.html").read_text(encoding="utf-8")
    assert '<meta name="renderer" content="webkit">' in html
    assert re.search(r'<p class="notice" id="old" hidden>[^<]*谷歌、360浏览器（极速模式）、搜狗', html)
    assert re.search(r'<script nomodule src="web/old-\w{8}\.js">', html)
