"""Production mode (ASSISTANT_MODE=production): what must be in the environment is there, or nothing starts."""

from collections.abc import Mapping

from persistence.secret_files import WECHAT, WECHAT_AES

MODE = "ASSISTANT_MODE"
PRODUCTION = "production"
SHORTEST_KEY = 32
PARTS = ("actions", "rasa")


class NotConfigured(Exception):
    """Says in one sentence which variables are missing."""


def require(environment: Mapping[str, str], parts: tuple[str, ...] = PARTS) -> None:
    """Raise NotConfigured when this is production mode and something is missing for what is to be started.

    `environment` as it was given, before any default is put into it.
    """
    mode = environment.get(MODE, "").strip()
    if mode not in ("", PRODUCTION):
        raise NotConfigured(f"环境变量 {MODE} 只能是 {PRODUCTION}，或者不设")
    if not mode:
        return
    missing = _for_all(environment) | (_for_rasa(environment) if "rasa" in parts else {})
    if missing:
        named = "、".join(f"{name}（{what}）" for name, what in missing.items())
        raise NotConfigured(f"生产模式缺少环境变量，不能启动：{named}")


def _for_all(given: Mapping[str, str]) -> dict[str, str]:
    """Return what is missing for both parts, and what each is."""
    missing = {}
    if not _is_set(given, "DATABASE_URL"):
        missing["DATABASE_URL"] = "数据库地址"
    if _is_set(given, "HANDOFF_WEBHOOK_URL") and not _is_set(given, "HANDOFF_WEBHOOK_SECRET"):
        missing["HANDOFF_WEBHOOK_SECRET"] = "人工坐席系统的密钥，已设 HANDOFF_WEBHOOK_URL"
    return missing


def _for_rasa(given: Mapping[str, str]) -> dict[str, str]:
    missing = {}
    if len(given.get("SESSION_SECRET", "").strip()) < SHORTEST_KEY:
        missing["SESSION_SECRET"] = f"会话密钥，至少 {SHORTEST_KEY} 个字符"
    # A file serves one machine. Who has a database server has several instances, or soon will.
    database = given.get("DATABASE_URL", "").strip()
    if database and not database.startswith("sqlite") and not _is_set(given, "REDIS_URL"):
        missing["REDIS_URL"] = "几个实例共用的 Redis 地址"
    if not _is_set(given, "SANIC_PROXIES_COUNT"):
        missing["SANIC_PROXIES_COUNT"] = "前面有几层反向代理，一般是 1"
    if any(_is_set(given, name) for name in (*WECHAT, WECHAT_AES)):
        needed = WECHAT if given.get("WECHAT_MODE", "").strip() == "plain" else (*WECHAT, WECHAT_AES)
        missing |= {name: "微信公众号" for name in needed if not _is_set(given, name)}
    return missing


def _is_set(given: Mapping[str, str], name: str) -> bool:
    return bool(given.get(name, "").strip())
