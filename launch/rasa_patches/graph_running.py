"""Runs a loaded model's graph node by node, without a scheduler.

It replaces `rasa.core.processor.DaskGraphRunner` (Rasa 3.6.21), which has dask order and track three small graphs in
every turn. The order depends on the graph alone, so here it is found once for each set of targets. Training goes on
using dask. `tests/launch/rasa_patches/test_graph_running.py` compares the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasa.core import processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

Steps = Sequence[tuple[str, GraphNode, Sequence[str]]]
"""Nodes with their names and the names of the nodes and inputs they need, each after all that it needs."""


class SequentialGraphRunner(GraphRunner):
    """Does what Rasa's DaskGraphRunner does, with the same nodes and the same errors, and no scheduler."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]) -> None:
        """`nodes`: by their names in `schema`."""
        self._schema = schema
        self._nodes = nodes
        self._steps: dict[tuple[str, ...], Steps] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> "SequentialGraphRunner":
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the outputs of the targets, of the schema's own where none are given, by their names."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._steps:
            self._steps[wanted] = list(self._ordered(wanted))
        values = inputs or {}
        for value in values.values():
            # Rasa's runner takes such a value for the node's output.
            if isinstance(value, str) and value in self._nodes:
                raise GraphRunError(f"Input value '{value}' clashes with a node name.")
        outputs: dict[str, Any] = {name: (name, value) for name, value in values.items()}
        try:
            for name, node, needs in self._steps[wanted]:
                if name not in values:
                    # A node is told the name of what is not there, and says what it misses.
                    outputs[name] = node(*(outputs.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(outputs[target] for target in wanted)

    def _ordered(self, wanted: Sequence[str]) -> Iterator[tuple[str, GraphNode, Sequence[str]]]:
        """Yield the nodes that the targets need, each after all that it needs."""
        done: set[str] = set()

        def visit(name: str) -> Iterator[tuple[str, GraphNode, Sequence[str]]]:
            # An input is no node.
            if name in done or name not in self._nodes:
                return
            done.add(name)
            needs = list(self._schema.nodes[name].needs.values())
            for need in needs:
                yield from visit(need)
            yield name, self._nodes[name], needs

        for target in wanted:
            yield from visit(target)


def run_in_order() -> None:
    """Have models that are loaded from now on run by SequentialGraphRunner."""
    processor.DaskGraphRunner = SequentialGraphRunner
