"""Checks that the classes exist which credentials.yml, endpoints.yml and config.yml name by dotted paths.

Nothing is imported: a path leads to a file, and the file says which names it defines.
"""

import ast
import difflib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

MOVED = {
    "channels.desk.DeskInput": "channels.desk.input.DeskInput",
    "channels.rest.RestInput": "channels.rest.input.RestInput",
    "channels.webchat.WebChatInput": "channels.webchat.input.WebChatInput",
}
"""Paths of classes in earlier versions, and where the classes are now."""

PACKAGES = ("channels", "records", "components")
"""Where the classes are that such files name."""


class ClassPath(NamedTuple):
    """A path, and the number of its line in the file."""

    path: str
    line: int


class ClassMissing(Exception):
    """Says in one sentence which file names in which line what is not there, and what it should name."""


def check(root: Path) -> None:
    """Raise ClassMissing for the first path that leads to nothing, or for a file that is no YAML."""
    for file in ("credentials.yml", "endpoints.yml", "config.yml"):
        if (root / file).is_file():
            for named in _named(root / file):
                if not is_there(named.path, root):
                    advice = _advice(named.path, root)
                    raise ClassMissing(f"{file} 第 {named.line} 行：没有 {named.path} 这个类，{advice}")


def _named(file: Path) -> Iterator[ClassPath]:
    try:
        top = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ClassMissing(f"{file.name} 第 {line} 行附近不符合 YAML 的写法，请检查缩进、冒号和引号") from None
    for node in _nodes(top, keys=file.name == "credentials.yml"):
        # An address or a variable of the environment is no path.
        if "." in node.value and all(word.isidentifier() for word in node.value.split(".")):
            yield ClassPath(node.value, node.start_mark.line + 1)


def _nodes(top: yaml.Node | None, *, keys: bool) -> Iterator[yaml.ScalarNode]:
    """Yield what may be a path: `keys` of the file itself, or what stands as `type` or `name` one level down."""
    if not isinstance(top, yaml.MappingNode):
        return
    for key, value in top.value:
        if keys:
            yield key
        for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if not keys and isinstance(part, yaml.MappingNode):
                yield from (of for named, of in part.value if named.value in ("type", "name") and _is_scalar(of))


def _is_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def is_there(path: str, root: Path) -> bool:
    """Say whether the path leads to a class; of a package that is not the project's, whether the package is there."""
    module, _, name = path.rpartition(".")
    top = module.partition(".")[0]
    if not any((root / there).exists() for there in (top, f"{top}.py")):
        spec = importlib.util.find_spec(top)
        # A folder that is left empty after an upgrade counts as a package for Python: it has no origin.
        return spec is not None and spec.origin is not None
    file = _file(module, root)
    return file is not None and name in _defined(file)


def _file(module: str, root: Path) -> Path | None:
    at = root.joinpath(*module.split("."))
    return next((file for file in (at.with_suffix(".py"), at / "__init__.py") if file.is_file()), None)


def _defined(file: Path) -> set[str]:
    """Return the names that a module has from its own classes, assignments and imports."""
    names: set[str] = set()
    for node in ast.parse(file.read_bytes()).body:
        if isinstance(node, ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _advice(path: str, root: Path) -> str:
    classes = list(_classes(root))
    if path in MOVED:
        return f"现在是 {MOVED[path]}，请改过来"
    same = [there for there in classes if there.rpartition(".")[2] == path.rpartition(".")[2]]
    near = same or difflib.get_close_matches(path, classes, 1, 0.5)
    return f"最接近的是 {near[0]}，请核对" if near else "请核对路径"


def _classes(root: Path) -> Iterator[str]:
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            module = ".".join(file.relative_to(root).with_suffix("").parts)
            for node in ast.parse(file.read_bytes()).body:
                if isinstance(node, ast.ClassDef):
                    yield f"{module}.{node.name}"
