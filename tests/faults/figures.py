"""What the tests counted, as a table: `python -m pytest tests/faults --faults-table docs/design/faults.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = (
    "| fault | messages | lost | doubled | out of order | refused | told to try again | longest wait, s "
    "| all stored after, s |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True)
class Figures:
    """Of one fault. `waited`: the longest from a message to the end of its turn; `stored`: until the database had all,
    from when the fault was over, or, where the database was not cut, from when the last turn had ended.
    """

    fault: str
    messages: int
    lost: int
    doubled: int
    shuffled: int
    refused: int
    sorry: int
    waited: float
    stored: float

    def row(self) -> str:
        counted = [self.messages, self.lost, self.doubled, self.shuffled, self.refused, self.sorry]
        cells = [self.fault, *map(str, counted), f"{self.waited:.1f}", f"{self.stored:.1f}"]
        return f"| {' | '.join(cells)} |"


COUNTED: list[Figures] = []
"""In the order of the tests that were run."""


def write(page: Path, figures: Sequence[Figures]) -> None:
    """Put the table in the place of the one on the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, result, after = rest.partition(END)
    if not result:
        raise ValueError(f"{page} has no place for the figures: {BEGIN} … {END}")
    table = "\n".join([BEGIN, *HEAD, *(figure.row() for figure in figures), END])
    page.write_text(f"{before}{table}{after}", encoding="utf-8")
