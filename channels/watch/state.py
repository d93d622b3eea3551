"""Watch: this package's objects, kept in `app.ctx` of Rasa's server."""

from dataclasses import dataclass

from sanic import Sanic

from channels.watch.health_checks import HealthChecks
from observability.turns import TurnMeters


@dataclass(frozen=True)
class Watch:
    """`meters`: the counters of turns; `parts`: the health checks."""

    meters: TurnMeters
    parts: HealthChecks


def watch_of(app: Sanic) -> Watch | None:
    """Return the Watch of the server; None if WatchInput is not among its channels."""
    watch: Watch | None = getattr(app.ctx, "watch", None)
    return watch


def keep_watch(app: Sanic, watch: Watch) -> None:
    app.ctx.watch = watch
