"""An engine that knows no modules (QtWebKit, as IE mode): a sentence with the owner's advice, no blank page."""

import asyncio
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.channels.fake_rasa import Running

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Drawn into a file, of which nothing is looked at: a script says what stands on the page.
QT_WEBKIT = ("wkhtmltopdf", "--debug-javascript", "--javascript-delay", "500", "--run-script")
SAID = re.compile(r"Warning: \S* ?(%\S+|\w+%\S+)")


async def found(script: str, url: str, folder: Path) -> str:
    """Return the value of a script in the page at `url`."""
    process = await asyncio.create_subprocess_exec(
        *QT_WEBKIT, f"console.log(encodeURIComponent({script}))", url, str(folder / "page.pdf"),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, output = await asyncio.wait_for(process.communicate(), 60)
    return "".join(unquote(matches) for matches in SAID.findall(output.decode()))


@pytest.mark.parametrize("page", ["", "/demo"])
async def test_the_advice_stands_there(server: Running, tmp_path: Path, page: str) -> None:
    said = await found("navigator.userAgent + document.documentElement.innerText", server.url + page, tmp_path)
    assert "AppleWebKit/602" in said
    assert re.search("您的浏览器版本过低，无法使用学时助手。[^。]*谷歌、360浏览器（极速模式）、搜狗", said)
