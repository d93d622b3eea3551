"""Projects to import into: one with the frozen content, one with the few answers of a library."""

import shutil
from pathlib import Path

import pytest

from converter.__main__ import main
from tests.frozen.project import CONTENT, frozen_project, keep_few_phrasings


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the frozen content, and few of its phrasings."""
    root = tmp_path_factory.mktemp("content")
    (root / "data").mkdir()
    for name in ("profile.yml", "gate.yml", "canary.yml"):
        shutil.copyfile(CONTENT / name, root / "data" / name)
    for name in ("source", "nlu"):
        shutil.copytree(CONTENT / name, root / "data" / name)
    shutil.copytree(frozen_project() / "data/generated", root / "data/generated")
    keep_few_phrasings(root / "data")
    return root


@pytest.fixture
def root(content: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(content, tmp_path / "project"))


LIBRARY = """\
# 办证

1. 怎么办借书证
回复：请带身份证到一楼服务台。

2. 押金多少钱
回复：一百元。

# 借还

3. 能借几本
回复：五本。
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    (root / "their.txt").write_text(LIBRARY, encoding="utf-8")
    assert main(["new", "--content", str(root / "data"), "--faq", str(root / "their.txt"), "--root", str(root)]) == 0
    assert main(["--root", str(root)]) == 0
    return root
