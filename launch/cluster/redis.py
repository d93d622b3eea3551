"""Starts a Redis of the cluster's own, on the loopback address. It writes no file: what it holds may be lost."""

from collections.abc import Mapping
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from launch.cluster.program import Program
from launch.environment import LOOPBACK


def redis_url(port: int) -> str:
    return f"redis://{LOOPBACK}:{port}/0"


def program(redis: str, folder: Path, port: int, environment: Mapping[str, str]) -> Program:
    folder.mkdir(parents=True, exist_ok=True)
    command = (redis, "--port", str(port), "--bind", LOOPBACK, "--dir", str(folder), "--save", "", "--appendonly", "no")
    return Program("redis", port, command, lambda: _answers(redis_url(port)), environment, folder)


def _answers(url: str) -> bool:
    with Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False
