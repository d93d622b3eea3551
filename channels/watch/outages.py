"""ActionOutage: says once that the action server is away; what Rasa says of each of its turns goes to DEBUG."""

import logging
from contextvars import ContextVar

from observability.log_limit import LogLimit

logger = logging.getLogger(__name__)

RASAS = {
    "rasa.core.actions.action": "Failed to run custom action",
    "rasa.core.processor": "Encountered an exception while running action",
}
"""Logger → beginning of the line that each action without an answer brings (Rasa 3.6.21)."""

BEGINS = "动作服务没有应答（%s）：要用到它的消息暂时只得到致歉的回复，恢复以后自动接上。"
ENDS = "动作服务恢复应答了。"

_is_away: ContextVar[bool] = ContextVar("action_server_is_away", default=False)


def is_away() -> bool:
    """Return whether the action server did not answer in this turn."""
    return _is_away.get()


def turn_begins() -> None:
    """Forget the turn before: connections handle several turns in one task."""
    _is_away.set(False)


class ActionOutage:
    def __init__(self) -> None:
        self._lasts = False
        # One that comes and goes would write two lines a turn.
        self._log_limit = LogLimit()

    def begins(self, error: BaseException) -> None:
        _is_away.set(True)
        if not self._lasts and self._log_limit.may_write(BEGINS):
            logger.warning(BEGINS, type(error).__name__)
        self._lasts = True

    def ends(self) -> None:
        _is_away.set(False)
        if self._lasts and self._log_limit.may_write(ENDS):
            logger.info(ENDS)
        self._lasts = False


class OutageLines(logging.Filter):
    """Makes Rasa's error lines of a turn without the action server DEBUG ones."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not (is_away() and record.getMessage().startswith(RASAS[record.name])):
            return True
        record.levelno, record.levelname = logging.DEBUG, logging.getLevelName(logging.DEBUG)
        return logging.getLogger(record.name).isEnabledFor(logging.DEBUG)


def quieten_rasa() -> None:
    """Have OutageLines look at what Rasa says of actions; a second call adds nothing."""
    for name in RASAS:
        rasas = logging.getLogger(name)
        if not any(isinstance(present, OutageLines) for present in rasas.filters):
            rasas.addFilter(OutageLines())
