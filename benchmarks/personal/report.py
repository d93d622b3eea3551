"""Writes docs/benchmarks/personal.md from the masker's figures."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Kind(NamedTuple):
    """Of the written list: messages of a kind, and how many of them lose all their secrets, by whom."""

    name: str
    tried: int
    first: int
    now: int
    peer: int


class LaterList(NamedTuple):
    """A list that was written later: of what it is, and how many of its messages come out right."""

    name: str
    tried: int
    first: int
    now: int
    ordinary: int
    left_at_first: int
    left: int


class Piece(NamedTuple):
    name: str
    taken: int
    wrong: int


class Costs(NamedTuple):
    """Milliseconds of CPU: by plain message; by repeated piece, for each of `lengths`."""

    plain: Mapping[str, float]
    lengths: Sequence[int]
    growth: Mapping[str, Sequence[float]]


class Figures(NamedTuple):
    """`left`: ordinary messages of which nothing is taken. `generated`: by kind, how many and how many hidden."""

    written: Sequence[Kind]
    ordinary: int
    left: int
    left_at_first: int
    left_by_peer: int
    later: Sequence[LaterList]
    pieces: Sequence[Piece]
    generated: Mapping[str, tuple[int, int]]
    costs: Costs


def report(figures: Figures) -> str:
    return f"""# How well personal data is found

`make bench-personal`. A message counts as hidden when no letter and no digit of its secrets is left. What the owner's
answers publish is nobody's (the platform's own mail address).

{_written_list(figures)}
{_later_lists(figures.later)}
{_generated(figures.generated)}
## What it costs

{_costs(figures.costs)}
"""


def _written_list(figures: Figures) -> str:
    tried, first = sum(kind.tried for kind in figures.written), sum(kind.first for kind in figures.written)
    now, peer = sum(kind.now for kind in figures.written), sum(kind.peer for kind in figures.written)
    kinds = [f"| {kind.name} | {kind.tried} | {kind.first} | {kind.now} | {kind.peer} |" for kind in figures.written]
    pieces = [f"| {piece.name} | {piece.taken} | {piece.wrong} |" for piece in figures.pieces]
    return f"""## The written list

`benchmarks/personal/personal.tsv` and `benchmarks/personal/ordinary.tsv`, by somebody who had not seen the masker.
*First look*: before anything was changed after seeing the list; since then the misses were mended kind by kind, so
*now* says less about messages that nobody has seen. *presidio*: the pattern recognisers of presidio-analyzer that need
no language model, for everybody's data (cards, mail, telephones with China as region, IBANs); it has none for China's
documents, and finds words next to Chinese characters seldom.

| | messages | first look | now | presidio |
| --- | --- | --- | --- | --- |
| with personal data: hidden | {tried} | {_share(first, tried)} | {_share(now, tried)} | {_share(peer, tried)} |
| ordinary: left as they are | {figures.ordinary} | {_share(figures.left_at_first, figures.ordinary)} | \
{_share(figures.left, figures.ordinary)} | {_share(figures.left_by_peer, figures.ordinary)} |

| kind | messages | first look | now | presidio |
| --- | --- | --- | --- | --- |
{_lines(kinds)}

What was taken in both lists, by the word that stands in its place, and how often it touched no secret:

| 【…】 | taken | wrongly |
| --- | --- | --- |
{_lines(pieces)}
"""


def _later_lists(lists: Sequence[LaterList]) -> str:
    rows = [
        f"| {row.name} | {row.tried} | {_share(row.first, row.tried)} | {_share(row.now, row.tried)} | {row.ordinary} "
        f"| {_share(row.left_at_first, row.ordinary)} | {_share(row.left, row.ordinary)} |"
        for row in lists
    ]
    return f"""## Later lists

`benchmarks/personal/personal_later.tsv`, `benchmarks/personal/personal_third.tsv` and
`benchmarks/personal/personal_fourth.tsv` with their ordinary ones, each written without seeing the masker as it was
then. *First look* and *now* as above; both last ones were tried on the same masker.

| list | messages | hidden at first | hidden now | ordinary | left at first | left now |
| --- | --- | --- | --- | --- | --- | --- |
{_lines(rows)}
"""


def _generated(hidden: Mapping[str, tuple[int, int]]) -> str:
    rows = [f"| {kind} | {count} | {100 * hid / count:.1f} % |" for kind, (count, hid) in hidden.items()]
    return f"""## Generated messages

`benchmarks/personal/generated.py`, seeded:

| kind | messages | hidden |
| --- | --- | --- |
{_lines(rows)}
"""


def _lines(rows: Sequence[str]) -> str:
    return "\n".join(rows)


def _share(some: int, of: int) -> str:
    return f"{some} ({100 * some / of:.1f} %)"


def _costs(costs: Costs) -> str:
    plain = "\n".join(f"| {text} | {cost:.3f} |" for text, cost in costs.plain.items())
    head = " | ".join(map(str, costs.lengths))
    rows = "\n".join(
        f"| `{piece!r}` | {' | '.join(f'{cost:.1f}' for cost in milliseconds)} |"
        for piece, milliseconds in costs.growth.items()
    )
    return f"""| plain message | ms |
| --- | --- |
{plain}

Pieces repeated up to so many characters (the guard lets 500 through), in milliseconds:

| piece | {head} |
| --- |{" --- |" * len(costs.lengths)}
{rows}"""
