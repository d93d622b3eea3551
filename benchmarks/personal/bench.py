"""Measures the masker on the written list and on generated messages: hits by kind, and cost.

    python -m benchmarks.personal.bench

Writes docs/benchmarks/personal.md. Beside it stand the figures of the first look (first_look.yml) and those of
presidio-analyzer's pattern recognisers, which run in .venv-presidio (`make bench-personal` makes it).
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.personal.generated import Message, generated
from benchmarks.personal.measure import (
    FOLDER,
    Find,
    found_personal,
    is_hidden,
    named_pieces,
    ordinary_messages,
    personal_messages,
)
from benchmarks.personal.report import Costs, Figures, Kind, LaterList, Piece, report
from tests.running import ROOT
from zh.personal import mask

REPORT = ROOT / "docs/benchmarks/personal.md"
PRESIDIO = ROOT / ".venv-presidio/bin/python"
GENERATED = 500
LATER = {
    "_later": "passwords, names on WeChat, addresses",
    "_third": "all kinds, more of the weak ones",
    "_fourth": "all kinds alike",
}
PLAIN = ("证书怎么打印", "我是老师，登录时提示账号不存在怎么办", "2023年的30学时没显示，上班时间8:30-17:30能查吗")
LENGTHS = (500, 1000, 2000, 4000)
WORST = ("1 ", "1.", "+86", "密码是", "a@", "路1号", "身份证1 ")


def presidio(texts: Sequence[str]) -> Find:
    """Return a finder that knows what presidio sees in `texts`; leaves with a sentence where it is not installed."""
    if not PRESIDIO.exists():
        sys.exit("没有 presidio 的环境 .venv-presidio：请运行 make bench-personal")
    command = [str(PRESIDIO), str(Path(__file__).with_name("presidio.py"))]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, timeout=600)
    places: Mapping[str, list[tuple[int, int]]] = dict(zip(texts, json.loads(done.stdout), strict=True))
    return lambda text: places[text]


def hidden(messages: Sequence[Message], find: Find) -> Counter[str]:
    """Return by kind how many messages lose all their secrets."""
    return Counter(message.kind for message in messages if is_hidden(message, find))


def first_look(later: str = "") -> Mapping[str, list[int]]:
    """Return by kind how many messages there were, and how many came out right."""
    text = (FOLDER / f"first_look{later}.yml").read_text(encoding="utf-8")
    data: Mapping[str, list[int]] = yaml.safe_load(text)
    return data


def later_list(later: str, name: str) -> LaterList:
    messages, ordinary = personal_messages(f"personal{later}.tsv"), ordinary_messages(f"ordinary{later}.tsv")
    first = first_look(later)
    return LaterList(
        name=name,
        tried=len(messages),
        first=sum(right for kind, (_, right) in first.items() if kind != "ordinary"),
        now=sum(is_hidden(message, found_personal) for message in messages),
        ordinary=len(ordinary),
        left_at_first=first["ordinary"][1],
        left=sum(not found_personal(text) for _, text in ordinary),
    )


def written(messages: Sequence[Message], peer: Find) -> list[Kind]:
    first = first_look()
    tried, now, theirs = (
        Counter(message.kind for message in messages),
        hidden(messages, found_personal),
        hidden(messages, peer),
    )
    return [Kind(kind, count, first[kind][1], now[kind], theirs[kind]) for kind, count in tried.items()]


def pieces(messages: Sequence[Message], ordinary: Sequence[tuple[str, str]]) -> list[Piece]:
    """Return by the name of a piece how many were taken, and how many of these hold nothing of a secret."""
    taken, wrong = Counter[str](), Counter[str]()
    for text, secrets in [
        *((message.text, message.secrets) for message in messages),
        *((text, ()) for _, text in ordinary),
    ]:
        for kind, piece in named_pieces(text):
            taken[kind.value] += 1
            wrong[kind.value] += not any(secret in piece or piece in secret for secret in secrets)
    return [Piece(name, count, wrong[name]) for name, count in taken.most_common()]


def milliseconds(text: str, times: int) -> float:
    """Return the least of some runs, in milliseconds of CPU."""

    def once() -> float:
        began = time.process_time()
        mask(text)
        return 1000 * (time.process_time() - began)

    return min(once() for _ in range(times))


def costs() -> Costs:
    mask(PLAIN[0])
    plain = {text: milliseconds(text, 100) for text in PLAIN}
    growth = {text: [milliseconds(text * (length // len(text)), 3) for length in LENGTHS] for text in WORST}
    return Costs(plain, LENGTHS, growth)


def main() -> int:
    messages, ordinary = personal_messages(), ordinary_messages()
    plain = [text for _, text in ordinary]
    peer = presidio(list(dict.fromkeys([*(message.text for message in messages), *plain])))
    made = list(generated(GENERATED))
    made_hidden = hidden(made, found_personal)
    figures = Figures(
        written=written(messages, peer),
        ordinary=len(plain),
        left=sum(not found_personal(text) for text in plain),
        left_at_first=first_look()["ordinary"][1],
        left_by_peer=sum(not peer(text) for text in plain),
        later=[later_list(later, name) for later, name in LATER.items()],
        pieces=pieces(messages, ordinary),
        generated={
            kind: (count, made_hidden[kind]) for kind, count in Counter(message.kind for message in made).items()
        },
        costs=costs(),
    )
    REPORT.write_text(report(figures), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
