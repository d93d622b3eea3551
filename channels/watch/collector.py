"""ServerCollector: metrics that are read from the server's state at each scrape."""

from collections.abc import Iterator, Mapping, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from rasa.core.channels.channel import InputChannel
from sanic import Sanic

from channels.rasa_server import RasaAgent, agent_of, backlog, conversations_of, is_degraded
from channels.watch.health import is_ready

Counts = Mapping[str, Mapping[str, int]]
"""Channel → counted value → count."""


class ServerCollector(Collector):
    """Does no work during turns. Each channel counts its own refusals and deliveries."""

    def __init__(self, app: Sanic) -> None:
        self._app = app

    def collect(self) -> Iterator[Metric]:
        channels = list(getattr(self._app.ctx, "input_channels", []))
        agent = agent_of(self._app)
        yield _counted("xueshi_refusals", "Messages that became no turn", "reason", _refused(channels))
        yield _counted("xueshi_wechat_messages", "Replies and messages on WeChat", "fate", _delivery_counts(channels))
        yield GaugeMetricFamily("xueshi_open_sockets", "Open connections of the web chat", _sockets(channels))
        yield GaugeMetricFamily("xueshi_ready", "Whether a message would be answered", float(is_ready(self._app)))
        yield from _stores(agent)
        yield _model(agent)

    def describe(self) -> list[Metric]:
        """Return nothing at registration, because the server is not there yet."""
        return []


def _refused(channels: Sequence[InputChannel]) -> Counts:
    return {channel.name(): channel.guard.counts for channel in channels if hasattr(channel, "guard")}


def _delivery_counts(channels: Sequence[InputChannel]) -> Counts:
    return {channel.name(): channel.delivery_counts for channel in channels if hasattr(channel, "delivery_counts")}


def _counted(name: str, text: str, label: str, of: Counts) -> Metric:
    family = CounterMetricFamily(name, text, labels=("channel", label))
    for channel, counts in of.items():
        for value, count in sorted(counts.items()):
            family.add_metric((channel, value), count)
    return family


def _sockets(channels: Sequence[InputChannel]) -> int:
    servers = (getattr(channel, "sio", None) for channel in channels)
    return sum(not socket.closed for server in servers if server for socket in list(server.eio.sockets.values()))


def _stores(agent: RasaAgent | None) -> Iterator[Metric]:
    conversations, locks = (conversations_of(agent), agent.lock_store) if agent else (None, None)
    degraded = GaugeMetricFamily(
        "xueshi_store_degraded", "Whether a store does without what it keeps things in", labels=("store",)
    )
    degraded.add_metric(("conversations",), float(is_degraded(conversations)))
    degraded.add_metric(("locks",), float(is_degraded(locks)))
    yield degraded
    yield GaugeMetricFamily("xueshi_backlog", "Conversations that wait to be written", backlog(conversations))


def _model(agent: RasaAgent | None) -> Metric:
    processor = agent.processor if agent else None
    file, id_ = (processor.model_filename, processor.model_metadata.model_id) if processor else ("", "")
    return InfoMetricFamily("xueshi_model", "The model that answers", {"file": str(file), "id": str(id_)})
