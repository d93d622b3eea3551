"""No code of ours can be made to run what somebody else wrote, and no secret stands in a file of the repository."""

import ast
import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import ROOT
from tests.test_layout import PACKAGES

# Each of them makes a program of what it is given.
MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "joblib", "cloudpickle", "telnetlib"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "subprocess.getoutput", "yaml.unsafe_load"}
LOADERS = {"yaml.Loader", "yaml.FullLoader", "yaml.UnsafeLoader", "yaml.CLoader", "yaml.full_load"}


def files() -> list[Path]:
    """All that is in the repository, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def dangers(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield str(node.module)
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in LOADERS:
            yield ast.unparse(node)
        elif isinstance(node, ast.Call):
            if (name := ast.unparse(node.func)) in CALLS:
                yield name
            yield from (
                "a shell" for word in node.keywords if word.arg == "shell" and ast.unparse(word.value) != "False"
            )


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_given_becomes_a_program(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert list(dangers(path.read_text(encoding="utf-8"))) == [], path


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "eval(text)",
        "yaml.load(text, yaml.Loader)",
        "run(text, shell=True)",
        "os.system(text)",
    ],
)
def test_each_danger_would_be_found(source: str) -> None:
    assert list(dangers(source))


# What the services give out as secrets, and what somebody would write beside such a name.
SHAPES = [
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abprs]-[0-9A-Za-z-]{10,})\b"),
    re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    re.compile(r"\bwx[0-9a-f]{16}\b"),
    re.compile(r"://[^\s:/@{}<>$…'\"]+:(?P<value>[^\s:/@{}<>$…'\"]{6,})@"),
    re.compile(
        r"(?i)(?:secret|token|passw(?:or)?d|api_?key|aes_?key)\w*[\"']?\s*[:=]\s*[\"']?(?P<value>[\w+/.-]{16,})"
    ),
]
RANDOM = 3.4
"""Bits a character: what is said in words has fewer, what is drawn has more, unless it is short."""

BINARY = {".png", ".ico", ".woff2", ".gz"}


def secrets_in(text: str) -> Iterator[str]:
    for shape in SHAPES:
        for found in shape.finditer(text):
            value = found.groupdict().get("value")
            if value is None or (re.search(r"\d", value) and _bits(value) > min(RANDOM, 0.8 * math.log2(len(value)))):
                yield found[0]


def _bits(text: str) -> float:
    return -sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values())


def test_no_secret_is_in_the_repository() -> None:
    # Hashes of packages are no secrets, and the tests plant what looks like secrets to look for it afterwards.
    texts = [
        path
        for path in files()
        if path.suffix not in BINARY and not path.name.startswith("requirements") and path.name != "package-lock.json"
    ]
    assert len(texts) > 400
    found = {
        path.relative_to(ROOT).as_posix(): hits
        for path in texts
        if "tests" not in path.relative_to(ROOT).parts and (hits := list(secrets_in(path.read_text("utf-8"))))
    }
    assert found == {}


def test_no_file_that_holds_secrets_is_in_the_repository() -> None:
    names = {path.name for path in files()}
    assert not [name for name in names if re.search(r"(?:^\.env|\.(?:key|pem|p12|pfx|kdbx|db|sqlite|log)$)", name)]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "DATABASE_URL=postgresql://xueshi:Kq8zP3vX@db/xueshi",
        "WECHAT_APP_SECRET: 4f1b2c9de0a87c3355b2a91e0d6f7c84",
        'session_secret = "h7Gq2Lx9Vb4Nw8Zk1Rt5Yp3Mc6Jd0Fs"',
    ],
)
def test_a_secret_would_be_found(text: str) -> None:
    assert list(secrets_in(text))
