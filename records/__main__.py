"""Expires, exports and deletes what is stored of users.

python -m records expire [--days N] [--anonymise | --then delete] [--dry-run]   # `make expire`, every day
python -m records export <name>            # all that is kept of somebody, as JSON
python -m records delete <name> [--yes]    # and all of it gone
python -m records name <conversation>      # what another system calls the user of a conversation
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from persistence.database import Database
from persistence.helpdesk.staff_forms import staff_forms_of
from persistence.key_file import KEY_FILE
from persistence.migrations import DatabaseRefused
from persistence.names import Names, is_stored, names_of
from persistence.privacy import person
from persistence.privacy.expiry import expire
from persistence.privacy.renaming import rename
from persistence.privacy.retention import NotSettings, checked_days, retention
from persistence.privacy.secure_delete import erase_traces, erasing
from persistence.privacy.steps import Steps
from settings.common import StoredData
from settings.reading import SettingsRefused, read

DAY_SECONDS = 86_400
NAMES = {
    "conversations": "个对话",
    "events": "个事件",
    "tickets": "张转人工工单",
    "ticket_events": "条待送客服系统的消息",
    "desk_outbox": "条人工接待中写给用户的话和通知",
    "staff_forms": "份给客服填写的资料",
    "feedback": "条评价",
    "attachments": "个图片、语音和视频",
}


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = read(StoredData)
    except SettingsRefused as error:
        print(error, file=sys.stderr)
        return 1
    database = Database(settings.database)
    try:
        database.upgrade()
        has_key = bool(settings.session_key) or KEY_FILE.exists()
        names = names_of(settings.session_key) if has_key else None
        options.opened = _opened(database, settings.session_key) if has_key else person.unopened
        done: int = options.do(database.engine, names, options)
    except (NotSettings, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        # The error's own text may hold the address with its password, or users' texts.
        print(f"数据库打不开或没有回答（{type(error).__name__}），请稍后再试。", file=sys.stderr)
        return 1
    finally:
        database.close()
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m records", description="保存了哪些用户数据、保存多久")
    commands = parser.add_subparsers(required=True, metavar="expire | export | delete | name")
    expiring = commands.add_parser("expire", help="到期的删除或匿名化")
    expiring.add_argument("--days", type=int, help="保存多少天（默认见 persistence/privacy/retention.yml）")
    expiring.add_argument("--then", choices=["delete", "anonymise"], help="到期后删除还是匿名化")
    expiring.add_argument(
        "--anonymise", dest="then", action="store_const", const="anonymise", help="同 --then anonymise"
    )
    expiring.add_argument("--dry-run", action="store_true", help="只数一数，不改动")
    expiring.set_defaults(do=_expire)
    exporting = commands.add_parser("export", help="导出一个用户的全部数据（JSON）")
    exporting.set_defaults(do=_export)
    deleting = commands.add_parser("delete", help="删除一个用户的全部数据")
    deleting.add_argument("--yes", action="store_true", help="不再询问")
    deleting.set_defaults(do=_delete)
    for command in (exporting, deleting):
        command.add_argument("sender", help="用户编号或对话编号；怎样找到它见 docs/guide/privacy.md")
    naming = commands.add_parser("name", help="一个对话的用户在平台上的编号（令牌里的 sub、REST 的 sender）")
    naming.add_argument("conversation", help="对话编号，例如工单里的")
    naming.set_defaults(do=_name)
    return parser


def _expire(at: Engine, names: Names | None, options: argparse.Namespace) -> int:
    if names and not options.dry_run:
        # A server of an earlier version may have written after the last start.
        rename(Steps(at), names)
    settings = retention()
    days = settings.days if options.days is None else checked_days(options.days, "--days")
    anonymise = (options.then or settings.then) == "anonymise"
    now = time.time()
    counts = expire(
        at,
        Steps(at),
        now - days * DAY_SECONDS,
        anonymise=anonymise,
        dry_run=options.dry_run,
        attachments_before=now - settings.attachment_days * DAY_SECONDS,
    )
    verb = f"{'将' if options.dry_run else '已'}{'匿名化' if anonymise else '删除'}"
    counted = dict(vars(counts))
    media = counted.pop("attachments")
    print(f"{verb} {days} 天以前的：{_in_words(counted)}。")
    if media:
        print(f"{'将' if options.dry_run else '已'}删除到期的：{media} {NAMES['attachments']}。")
    return 0


def _export(at: Engine, names: Names | None, options: argparse.Namespace) -> int:
    with at.connect() as connection:
        export = person.export(connection, _stored(options.sender, names), options.opened)
    if not any(export[name] for name in NAMES if name in export):
        return _nothing()
    print(json.dumps({"sender": options.sender, **export}, ensure_ascii=False, indent=2))
    return 0


def _opened(database: Database, session_key: str) -> person.Opened:
    """Return the function that decrypts the forms for the staff."""
    forms = staff_forms_of(database, session_key)

    def opened(sealed: str, ticket: str) -> Mapping[str, str] | None:
        details = forms.opened(sealed, ticket)
        return details.as_dict() if details else None

    return opened


def _name(at: Engine, names: Names | None, options: argparse.Namespace) -> int:
    with at.connect() as connection:
        sealed = person.sealed_name(connection, options.conversation)
    name = names.unseal(sealed) if names and sealed else None
    if name is None:
        print("没有这个对话的名字：不是平台或其他程序的用户，或者换过 SESSION_SECRET。", file=sys.stderr)
        return 1
    print(name)
    return 0


def _stored(name: str, names: Names | None) -> list[str]:
    """Return the possible names of the conversations: as given, and as the digest of a name from outside."""
    return [name] if names is None or is_stored(name) else [name, names.conversation(name)]


def _delete(at: Engine, names: Names | None, options: argparse.Namespace) -> int:
    senders = _stored(options.sender, names)
    with at.connect() as connection:
        counts = person.count(connection, senders)
    if not any(counts.values()):
        return _nothing()
    if not options.yes and not _agreed(counts):
        print("没有删除。", file=sys.stderr)
        return 1
    with erasing(at) as connection:
        counts = person.delete(connection, senders)
    erase_traces(at)
    print(f"已删除 {_in_words(counts)}。")
    return 0


def _agreed(counts: Mapping[str, int]) -> bool:
    if not sys.stdin.isatty():
        print("这里不能询问，请加 --yes。", file=sys.stderr)
        return False
    return input(f"将删除 {_in_words(counts)}，不能恢复。确定请输入 yes：").strip().lower() == "yes"


def _nothing() -> int:
    print("没有这个对话编号的数据。", file=sys.stderr)
    return 1


def _in_words(counts: Mapping[str, Any]) -> str:
    return "、".join(f"{number} {NAMES[name]}" for name, number in counts.items())


if __name__ == "__main__":
    sys.exit(main())
