"""Lists all patches of Rasa and its libraries, and checks that they were written for the installed versions.

`docs/design/rasa-patches.md` says why each is there; `tests/launch/rasa_patches/test_patches.py` compares the two.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

WRITTEN_FOR: Mapping[str, str] = {"rasa": "3.6.21", "rasa-sdk": "3.6.2", "ruamel.yaml": "0.17.21", "sanic": "21.12.2"}

IN_RASA = ("rasa", "ruamel.yaml", "sanic")
LOADED_BY: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("server", "instance", "shell", "train", "publish", "release", "gate"), IN_RASA),
    "actions": ("rasa-sdk", "sanic"),
}
"""Patched packages by the command of `python -m launch` that loads them in its own process."""


class Patch(NamedTuple):
    """`module`: ours; `target`: what it replaces, extends or adds there, as a dotted path; `package`: whose it is."""

    module: str
    target: str
    package: str


PATCHES = (
    Patch(
        "launch.rasa_patches.action_results", "rasa.core.actions.action.RemoteAction._validate_action_result", "rasa"
    ),
    Patch("launch.rasa_patches.end_of_input", "rasa.core.channels.console.record_messages", "rasa"),
    Patch("launch.rasa_patches.numbered_choices", "rasa.core.channels.console._print_bot_output", "rasa"),
    Patch("launch.rasa_patches.numbered_choices", "rasa.core.channels.console._get_user_input", "rasa"),
    Patch("launch.rasa_patches.model_loading", "rasa.core.run.load_agent_on_start", "rasa"),
    Patch("launch.rasa_patches.expected_warnings", "rasa.utils.common.EXPECTED_WARNINGS", "rasa"),
    Patch("launch.rasa_patches.rule_matching", "rasa.core.policies.rule_policy.RulePolicy._get_possible_keys", "rasa"),
    Patch(
        "launch.rasa_patches.rule_matching", "rasa.core.policies.rule_policy.RulePolicy._find_action_from_rules", "rasa"
    ),
    Patch("launch.rasa_patches.rule_matching", "rasa.shared.core.trackers.DialogueStateTracker.newest_state", "rasa"),
    Patch("launch.rasa_patches.made_once", "rasa.core.actions.action.default_actions", "rasa"),
    Patch("launch.rasa_patches.made_once", "rasa.shared.core.domain.Domain.is_empty", "rasa"),
    Patch("launch.rasa_patches.graph_running", "rasa.core.processor.DaskGraphRunner", "rasa"),
    Patch(
        "launch.rasa_patches.yaml_reading", "ruamel.yaml.resolver.VersionedResolver.versioned_resolver", "ruamel.yaml"
    ),
    Patch("launch.rasa_patches.without_tensorflow", "sys.meta_path", "rasa"),
    Patch("launch.rasa_patches.typed_commands", "sys.meta_path", "rasa"),
    Patch("launch.rasa_patches.later_imports", "sys.meta_path", "rasa"),
    Patch(
        "launch.rasa_patches.model_reading",
        "rasa.engine.storage.local_model_storage.LocalModelStorage._extract_archive_to_directory",
        "rasa",
    ),
    Patch(
        "launch.rasa_patches.model_reading",
        "rasa.graph_components.providers.domain_provider.DomainProvider.load",
        "rasa",
    ),
    Patch("launch.rasa_patches.own_store", "rasa.core.tracker_store.TrackerStore.create", "rasa"),
    Patch("launch.rasa_patches.telemetry_off", "rasa.telemetry.initialize_telemetry", "rasa"),
    Patch("launch.rasa_patches.logs", "rasa.utils.io.configure_colored_logging", "rasa"),
    Patch("launch.rasa_patches.logs", "rasa_sdk.utils.configure_colored_logging", "rasa-sdk"),
    Patch("launch.rasa_patches.broken_requests", "sanic.http.Http.http1", "sanic"),
    Patch("launch.rasa_patches.broken_requests", "sanic.http.Http.error_response", "sanic"),
    Patch(
        "launch.rasa_patches.broken_frames",
        "sanic.server.websockets.impl.WebsocketImplProtocol.process_events",
        "sanic",
    ),
    Patch(
        "launch.rasa_patches.broken_frames",
        "sanic.server.websockets.impl.WebsocketImplProtocol.connection_lost",
        "sanic",
    ),
    Patch(
        "launch.rasa_patches.closed_connections", "sanic.server.protocols.base_protocol.SanicProtocol.abort", "sanic"
    ),
    Patch(
        "launch.rasa_patches.closed_connections",
        "sanic.server.protocols.base_protocol.SanicProtocol.connection_lost",
        "sanic",
    ),
    Patch("launch.rasa_patches.broken_requests", "sanic.headers._HTTP1_STATUSLINES", "sanic"),
    Patch("launch.publish.served_agent", "rasa.core.agent.Agent.handle_message", "rasa"),
    Patch("channels.watch.actions", "rasa.core.agent.Agent.action_endpoint", "rasa"),
    Patch("channels.watch.actions", "rasa.core.processor.MessageProcessor.action_endpoint", "rasa"),
    Patch("records.tracker_store", "rasa.shared.core.trackers.DialogueStateTracker.events_stored", "rasa"),
)


def other_versions(packages: Sequence[str]) -> list[str]:
    """Return a sentence in Chinese for each of the packages that is installed in another version."""
    versions = {package: _installed(package) for package in packages}
    return [
        f"已安装 {package} {there}，而本项目对它内部的改动是按 {WRITTEN_FOR[package]} 写的，可能不再适用；"
        "请运行 make setup 装回锁定的版本，或按 docs/design/rasa-patches.md 逐项核对。"
        for package, there in versions.items()
        if there and there != WRITTEN_FOR[package]
    ]


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        # Importing it will say so.
        return None
