"""Writes docs/benchmarks/beside-stock.md from the figures of both sides."""

from collections.abc import Iterable

from benchmarks.load import charts, measures
from benchmarks.load.comparison import Figures, Ratio, ratios
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/beside-stock.md"


def write(ours: Figures, stock: Figures) -> None:
    compared = ratios(ours, stock)
    REPORT.write_text(as_markdown(ours, stock, compared), encoding="utf-8")
    charts.ratios(compared, REPORT.with_name("beside-stock.png"))
    charts.latency((ours, stock), REPORT.with_name("latency.png"))
    print(f"written: {REPORT.relative_to(ROOT)}")


def as_markdown(ours: Figures, stock: Figures, compared: Iterable[Ratio]) -> str:
    return f"""# Beside the stock Rasa project

`python -m benchmarks.load.beside_stock`: this assistant and the project that `rasa init` leaves (jieba, DIET,
ResponseSelector, TED, SQLite; `benchmarks/load/stock/`) on the same FAQ, the same examples and the same questions,
each a server and an action server on one machine of two cores that also makes the load, in one run and by turns. Users
are Socket.IO clients; a turn's time is from sending the message to the first message of the answer. A third of the
turns needs a custom action (the supported-city check, over HTTP). DIET was trained for {stock.epochs} epochs in the
place of 100, so its training is a lower bound (with `--stock` it may be from an earlier run); epochs change nothing
else here. The throughput is that of each side's best level. Its ResponseSelector has nothing to select, as
`rasa init` leaves it.

| | this assistant | stock | ratio | to reach | |
| --- | --- | --- | --- | --- | --- |
{_lines(_ratio(ratio) for ratio in compared)}

![ratios](beside-stock.png)

## Users without a pause between messages

| | users | turns/s | p50 ms | p95 ms | CPU of a turn, ms | of its action server |
| --- | --- | --- | --- | --- | --- | --- |
{_lines(_level(side.name, level) for side in (ours, stock) for level in side.levels)}

![p95 against turns a second](latency.png)

## Silent sockets

{measures.TALKING} users who say something every {measures.PAUSE:.0f} s on average, with and without others who are
connected and silent.

| | silent sockets | p50 ms | p95 ms | unanswered | memory of the server, MB |
| --- | --- | --- | --- | --- | --- |
{_lines(_idle(side.name, idle) for side in (ours, stock) for idle in side.idle)}
"""


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _ratio(ratio: Ratio) -> str:
    # A ratio that falls short by less than its last digit must not look reached.
    side, reached = ("≥" if ratio.at_least else "≤"), ("reached" if ratio.is_reached else "not reached")
    return (
        f"| {ratio.name} | {ratio.ours:.1f} {ratio.unit} | {ratio.stock:.1f} {ratio.unit} | {ratio.value:.3f} | {side} "
        f"{ratio.target:.2f} | {reached} |"
    )


def _level(name: str, level: measures.Level) -> str:
    cells = (1000 * value for value in (level.p50, level.p95, level.cpu, level.action_cpu))
    return f"| {name} | {level.users} | {level.rate:.1f} | {' | '.join(f'{cell:.1f}' for cell in cells)} |"


def _idle(name: str, idle: measures.Idle) -> str:
    times = f"{1000 * idle.p50:.1f} | {1000 * idle.p95:.1f}"
    return f"| {name} | {idle.sockets} | {times} | {idle.unanswered} | {idle.memory:.0f} |"
