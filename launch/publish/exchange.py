"""Replaces the model of a running Rasa server: no turn waits, and each turn uses one model only."""

import asyncio
import copy
import ctypes
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from launch.model_file import objection
from owner.live import show, showing
from owner.versions import View

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The new model was refused and the old one serves on; the message gives the reason in Chinese."""


class Server(Protocol):
    """Sanic's app. `ctx.agent`: Rasa's agent. `ctx.of_new_models`: callbacks that get each agent with a new model."""

    ctx: Any


def bind(agent: Any, view: View | None) -> None:
    """Make each turn of the agent show the version of its model for the whole turn."""
    from launch.publish.served_agent import ServedAgent

    agent.__class__ = ServedAgent
    agent.view = view


async def exchange(app: Server, model: Path, view: View) -> None:
    """Load the model beside the serving one, then use it for all new turns; raises NotTaken.

    Running turns finish with their old agent, because app.ctx.agent becomes another object.
    """
    old = app.ctx.agent
    try:
        processor = await asyncio.to_thread(_load, old, model, view)
    except Exception as error:  # any error of Rasa about a broken model
        logger.error("A published model could not be loaded: %s", type(error).__name__)
        raise NotTaken(f"模型载入失败（{type(error).__name__}）") from error
    app.ctx.agent = _agent(old, processor, view)
    show(view)
    for notify in getattr(app.ctx, "of_new_models", ()):
        notify(app.ctx.agent)


def _load(old: Any, model: Path, view: View) -> Any:
    from rasa.core.processor import MessageProcessor

    wrong = objection(model)
    if wrong:
        raise ValueError(wrong)
    with showing(view):
        return MessageProcessor(
            model_path=str(model),
            tracker_store=old.tracker_store,
            lock_store=old.lock_store,
            action_endpoint=old.action_endpoint,
            generator=old.nlg,
            http_interpreter=old.http_interpreter,
        )


def _agent(old: Any, processor: Any, view: View) -> Any:
    """Return an agent with the new model and the stores of the old one."""
    new = copy.copy(old)
    new.processor, new.domain = processor, processor.domain
    new.nlg = processor.nlg = copy.copy(old.nlg)
    if hasattr(new.nlg, "responses"):
        new.nlg.responses = processor.domain.responses
    new.tracker_store.domain = processor.domain
    bind(new, view)
    return new


def give_back_memory() -> None:
    """Return the memory of a replaced model to the system; the C library would keep it (110 MB)."""
    # Not every C library has malloc_trim.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
