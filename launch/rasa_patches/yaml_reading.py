"""Reads YAML in time that grows with the file, not with its square.

It replaces the property `VersionedResolver.versioned_resolver` (ruamel.yaml 0.17.21). That lengthens a list of its own
with every scalar once a resolver without a first character is registered, as Rasa does for ${VARIABLES}. 800 answers
take 5.5 s to read instead of 0.3 s (docs/benchmarks/growth.md).
"""

from typing import Any


class _InTuples(property):
    """Tells the property that was put there from ruamel.yaml's own."""


def read_yaml_quickly() -> None:
    """Make ruamel.yaml look scalars up in tuples: adding to one makes another, and the one stays as it is."""
    from ruamel.yaml import resolver

    owner: Any = resolver.VersionedResolver
    lists = owner.versioned_resolver
    if isinstance(lists, _InTuples):
        return

    def in_tuples(parser: Any) -> dict[str | None, Any]:
        by_first: dict[str | None, Any] = lists.fget(parser)
        # Once for each parser: from then on it returns this same dictionary.
        if isinstance(next(iter(by_first.values()), None), list):
            by_first.update({first: tuple(tried) for first, tried in by_first.items()})
        return by_first

    owner.versioned_resolver = _InTuples(in_tuples)
