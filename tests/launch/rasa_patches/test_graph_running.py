"""The runner does what Rasa's own does: the same outputs, the same inputs to each node, the same errors."""

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core import processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from launch.rasa_patches.graph_running import SequentialGraphRunner, run_in_order

RUNNERS = (DaskGraphRunner, SequentialGraphRunner)
ran: list[str] = []


class Part(GraphComponent):
    """Adds its own number to what it gets."""

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> "Part":
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    def add(self, one: int, other: int = 0) -> int:
        ran.append(self._config["name"])
        if error := self._config.get("raises"):
            raise error
        return int(one) + other + int(self._config["number"])


def node(name: str, needs: dict[str, str], *, target: bool = False, **config: Any) -> SchemaNode:
    config = {"name": name, "number": 1, **config}
    return SchemaNode(needs, Part, "create", "add", config, eager=True, is_target=target)


# `d` needs both branches, `e` nothing of theirs, and `given` is no node.
SCHEMA = {
    "d": node("d", {"one": "b", "other": "c"}, number=1000, target=True),
    "c": node("c", {"one": "a"}, number=100),
    "b": node("b", {"one": "a", "other": "given"}, number=10),
    "a": node("a", {"one": "given"}),
    "e": node("e", {"one": "given"}, number=7, target=True),
}


@pytest.fixture(params=RUNNERS, ids=lambda runner: runner.__name__)
def runner(request: pytest.FixtureRequest) -> type[DaskGraphRunner]:
    kind: type[DaskGraphRunner] = request.param
    ran.clear()
    return kind


def made(kind: type[DaskGraphRunner], nodes: dict[str, SchemaNode], folder: Any) -> DaskGraphRunner:
    schema = GraphSchema(nodes)
    return kind.create(schema, LocalModelStorage(folder), ExecutionContext(schema))


@pytest.mark.parametrize(
    ("targets", "expected", "runs"),
    [
        (["d"], {"d": 2 * 3 + 100 + 10 + 2 + 1000}, {"a", "b", "c", "d"}),
        (["e"], {"e": 9}, {"e"}),
        (["b", "e"], {"b": 3 + 2 + 10, "e": 9}, {"a", "b", "e"}),
        (None, {"d": 1118, "e": 9}, {"a", "b", "c", "d", "e"}),
    ],
)  # fmt: skip
def test_outputs_of_the_targets_from_what_they_need_and_no_more(
    runner: type[DaskGraphRunner], targets: list[str] | None, expected: dict[str, int], runs: set[str], tmp_path: Any
) -> None:
    graph = made(runner, SCHEMA, tmp_path)
    for _ in range(2):
        ran.clear()
        assert graph.run({"given": 2}, targets) == expected
        assert sorted(ran) == sorted(runs)


def test_a_target_may_be_an_input(runner: type[DaskGraphRunner], tmp_path: Any) -> None:
    assert made(runner, SCHEMA, tmp_path).run({"given": 5}, ["given", "e"]) == {"given": 5, "e": 12}


def failures(nodes: dict[str, SchemaNode], inputs: dict[str, Any], folder: Any) -> Iterator[tuple[type, str]]:
    for kind in RUNNERS:
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever Rasa's raises
            made(kind, nodes, folder).run(inputs, ["d"])
        yield caught.type, str(caught.value)


@pytest.mark.parametrize(
    ("raises", "inputs"),
    [
        (ValueError("no"), {"given": 2}),
        (RuntimeError("no"), {"given": 2}),
        (GraphRunError("no"), {"given": 2}),
        (None, {}),
    ],
)  # fmt: skip
def test_errors_are_the_same(raises: Exception | None, inputs: dict[str, Any], tmp_path: Any) -> None:
    nodes = {**SCHEMA, "c": node("c", {"one": "a"}, raises=raises)}
    dasks, ours = failures(nodes, inputs, tmp_path)
    assert ours == dasks


def test_an_input_that_is_the_name_of_a_node_is_refused(runner: type[DaskGraphRunner], tmp_path: Any) -> None:
    with pytest.raises(GraphRunError, match="clashes with a node name"):
        made(runner, SCHEMA, tmp_path).run({"given": "a"}, ["d"])


def test_loaded_models_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "DaskGraphRunner", DaskGraphRunner)
    run_in_order()
    assert processor.DaskGraphRunner is SequentialGraphRunner
