"""Runs Rasa, its training and its action server in this process, as their command lines would."""

import gc
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from launch.one_thread import one_thread
from launch.rasa_patches.action_results import validate_quickly
from launch.rasa_patches.expected_warnings import silence_libraries, silence_rasa
from launch.rasa_patches.later_imports import imported_later
from launch.rasa_patches.logs import rasa_logs, sdk_logs
from launch.rasa_patches.model_loading import end_without_model
from launch.rasa_patches.yaml_reading import read_yaml_quickly
from settings.processes import ActionServer


def load_rasa() -> None:
    """Import Rasa, which `rasa` does as well: for those who have time now.

    Without the garbage collector, which would walk the half million new objects over and over: 3.3 instead of 4.3 s.
    They stay for good, so it need not look at them later either.
    """
    gc.disable()
    with imported_later():
        silence_rasa()
        import rasa.__main__
        import rasa.core.run  # noqa: F401
    _patch_rasa()
    gc.freeze()
    gc.enable()


def _patch_rasa() -> None:
    """Apply the patches that all of Rasa's programs share."""
    from launch.rasa_patches.broken_frames import end_with_the_connection
    from launch.rasa_patches.broken_requests import close_quietly, name_misdirected
    from launch.rasa_patches.closed_connections import forget_unread, keep_transports
    from launch.rasa_patches.graph_running import run_in_order
    from launch.rasa_patches.made_once import compare_with_one_empty_domain, make_default_actions_once
    from launch.rasa_patches.model_reading import read_models_once
    from launch.rasa_patches.own_store import make_own_store_alone
    from launch.rasa_patches.rule_matching import match_rules_quickly
    from launch.rasa_patches.telemetry_off import start_without_telemetry

    read_yaml_quickly()
    read_models_once()
    make_own_store_alone()
    run_in_order()
    match_rules_quickly()
    compare_with_one_empty_domain()
    make_default_actions_once()
    start_without_telemetry()
    close_quietly()
    name_misdirected()
    end_with_the_connection()
    keep_transports()
    forget_unread()


def rasa(*arguments: str, log_level: str, begin: Callable[[Any], Awaitable[None]] | None = None) -> None:
    """Do what `rasa …` does; leaves by SystemExit when Rasa does. `begin`: see `end_without_model`."""
    load_rasa()
    validate_quickly()
    end_without_model(begin)
    rasa_logs(log_level)
    from rasa.__main__ import main

    # Rasa's main takes its arguments from nowhere else.
    sys.argv = ["rasa", *arguments]
    with one_thread():
        main()


def errors_only() -> None:
    """Keep Rasa's notes and progress bars away; warnings and errors still come, on standard error."""
    import logging

    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(logging.ERROR)
    configure_structlog(logging.ERROR)


def train(model: Path) -> None:
    """Do what `rasa train` does with the project in the working directory, without its second and third reading.

    Writes the model into the given file; raises what Rasa raises.
    """
    load_rasa()
    errors_only()
    from rasa.engine.caching import LocalTrainingCache
    from rasa.engine.recipes.recipe import Recipe
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.training.graph_trainer import GraphTrainer
    from rasa.engine.validation import validate

    from launch.importer import ProjectImporter, data_paths

    importer = ProjectImporter("config.yml", "domain.yml", data_paths(Path.cwd()))
    config = importer.get_config()
    schema = Recipe.recipe_for_name(config.get("recipe")).graph_config_for_recipe(config, {})
    validate(schema)
    with tempfile.TemporaryDirectory() as folder:
        trainer = GraphTrainer(LocalModelStorage(Path(folder)), LocalTrainingCache(), DaskGraphRunner)
        trainer.train(schema, importer, model, force_retraining=True)


def action_server(port: int, settings: ActionServer) -> None:
    """Serve the package `actions` until a signal comes; the address is SANIC_HOST, which the SDK reads itself."""
    silence_libraries()
    from rasa_sdk.__main__ import main_from_args
    from rasa_sdk.endpoint import create_argument_parser
    from rasa_sdk.plugin import plugin_manager

    from actions.tickets.desk import delivery
    from actions.tickets.store import TicketStore
    from launch.action_entrance import ActionEntrance
    from launch.publish.call_version import VersionOfACall
    from launch.rasa_patches.broken_requests import close_quietly, name_misdirected
    from observability.action_pages import ActionPages
    from observability.readers import Readers

    sdk_logs(settings.log_level)
    close_quietly()
    name_misdirected()
    plugin_manager().register(ActionEntrance(settings.sanic_host))
    waiting = TicketStore(settings.database).waiting
    plugin_manager().register(ActionPages(Readers(settings.metrics_from), waiting))
    plugin_manager().register(VersionOfACall())
    telling = delivery(settings)
    if telling:
        telling.start()
    main_from_args(create_argument_parser().parse_args(["--actions", "actions", "--port", str(port), "--quiet"]))
