"""Rasa's reader of YAML finds what it found before, and keeps no growing list."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest
from rasa.shared.utils.io import read_yaml
from ruamel.yaml import resolver

from launch.rasa_patches.yaml_reading import read_yaml_quickly

VersionedResolver: Any = resolver.VersionedResolver

# Read when the tests are collected: one that trains in this process puts ours in its place.
THEIRS = VersionedResolver.versioned_resolver

TEXT = """
version: "3.1"
true: [true, True, false, 'true', truly, "f", f]
numbers: [1, -2, +3, 0x1F, 0o17, 1.5, .5, 1e3, 2024-01-02, 1_000, "12", 0123]
nothing: [~, null, "", no, yes, on, n, y]
merged: &base {text: 您好, 9: 九}
again:
  <<: *base
  topic: ${SOME_TOPIC}
  title: "在 ${SOME_TOPIC} 里"
"""


@pytest.fixture
def own() -> Iterator[None]:
    kept = VersionedResolver.versioned_resolver
    VersionedResolver.versioned_resolver = THEIRS
    yield
    VersionedResolver.versioned_resolver = kept


@pytest.mark.usefixtures("own")
def test_it_reads_what_rasa_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOPIC", "login")
    before = read_yaml(TEXT)
    read_yaml_quickly()
    read_yaml_quickly()
    after = read_yaml(TEXT)
    assert repr(after) == repr(before)
    assert after["again"] == {"text": "您好", 9: "九", "topic": "login", "title": "在 ${SOME_TOPIC} 里"}


def tried_on_t(scalars: int) -> int:
    """Return how much is tried on a scalar that begins with a t after so many of them were read."""
    its_own, given = VersionedResolver.versioned_resolver, []

    def watched(parser: Any) -> Any:
        given.append(its_own.fget(parser))
        return given[-1]

    VersionedResolver.versioned_resolver = property(watched)
    read_yaml("- text\n" * scalars)
    VersionedResolver.versioned_resolver = its_own
    return len(given[-1]["t"])


@pytest.mark.usefixtures("own")
def test_what_is_tried_does_not_grow_with_the_file() -> None:
    assert tried_on_t(50) > tried_on_t(1) + 40
    read_yaml_quickly()
    assert tried_on_t(50) == tried_on_t(1)


def test_it_replaces_a_property_of_this_version() -> None:
    assert version("ruamel.yaml") == "0.17.21"
    assert isinstance(vars(VersionedResolver)["versioned_resolver"], property)
