"""Prints every pattern that the code which reads users' texts compiles, as JSON: [[file, pattern, flags], …].

A process of its own: the patterns are heard of while the modules are imported.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "zh", "understanding", "components", "channels", "actions", "records", "persistence", "console", "unanswered",
    "suggest", "explain", "observability",
)  # fmt: skip
"""All that read what users, or anybody on the network, have written; `converter` and `owner` read operators' files."""
ONLY_FOR_ALEMBIC = "persistence.migrations.env"
TEXT = "老师一个，密码忘了，好不好"

found: dict[tuple[str, str, int], None] = {}


def record() -> None:
    """Note whatever is compiled from now on by a file of the project."""
    library: Any = re
    compiling = library._compile

    def recorded(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_code.co_filename == re.__file__ and frame.f_back:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and file.is_relative_to(ROOT) and ".venv" not in file.parts:
            found[str(file.relative_to(ROOT)), pattern, int(flags)] = None
        return compiling(pattern, flags)

    library._compile = recorded


def import_all() -> None:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith("__main__") and module.name != ONLY_FOR_ALEMBIC:
                importlib.import_module(module.name)


def use_all() -> None:
    """Call what makes its pattern at the first use."""
    from zh import fillers, fold, personal, pinyin_text, places, reading, roles, statements

    fold.fold(TEXT)
    personal.mask("手机13800138000，密码Ab12345")
    fillers.to_the_point(TEXT)
    pinyin_text.syllables("zenme zhuce", ())
    for text in (f"不要{TEXT}", "没有忘记密码，就是登不上", "接着说申报", "我同事不在济南", "刚来的老师，怎么注册"):
        list(reading.read(text).unwanted)
    for generosity in roles.RoleReading:
        roles.find_role(TEXT, generosity)
    [beijing] = places.find_places("去北京参加培训")
    places.is_visited("去北京参加培训", beijing)
    places.find_places("济南", answering=True)
    statements.continued(TEXT)
    statements.says_nothing("不对" + TEXT)


if __name__ == "__main__":
    record()
    import_all()
    use_all()
    print(json.dumps(list(found)))
