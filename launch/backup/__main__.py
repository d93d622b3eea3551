"""`python -m launch.backup make [--out FILE] | restore --from FILE [--overwrite]`."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from launch.backup import create, restore
from launch.backup.contents import IN_THE_ENVIRONMENT
from launch.backup.databases import BackupFailed
from launch.environment import ROOT
from persistence.full_disk import is_full, sentence
from settings.common import StoredData
from settings.reading import SettingsRefused, read, set_ones


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Do what the command line says; returns the exit code."""
    args = _parser().parse_args(argv)
    os.chdir(root)
    try:
        result = _restore(root, args) if args.command == "restore" else _make(root, args)
    except (BackupFailed, SettingsRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, sqlite3.Error) as error:
        failure = sentence(root) if is_full(error) else f"没有成功（{type(error).__name__}：{error}）。"
        print(failure, file=sys.stderr)
        return 1
    print(result)
    return 0


def _make(root: Path, args: argparse.Namespace) -> str:
    to = args.out or create.default_archive(root)
    create.make(root, read(StoredData).database, to)
    missing = set_ones(IN_THE_ENVIRONMENT)
    more = f"\n环境变量给出的密钥不在备份里，请另外保存：{'、'.join(missing)}。" if missing else ""
    return f"已备份到 {to}（{to.stat().st_size / 1e6:.1f} MB）。里面有用户的对话和密钥，请放到安全的地方。{more}"


def _restore(root: Path, args: argparse.Namespace) -> str:
    earlier_state = restore.restore(root, read(StoredData).database, args.source, overwrite=args.overwrite)
    more = f"\n恢复之前的状态另存在 {earlier_state}。" if earlier_state else ""
    return f"已从 {args.source} 恢复，用 make run 启动。{more}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launch.backup", description="备份和恢复")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="备份数据库、内容和密钥，助手不用停")
    make.add_argument("--out", type=_absolute, help="备份文件，默认在 var/backups/")
    restore = commands.add_parser("restore", help="从备份恢复，助手要先停止")
    restore.add_argument("--from", dest="source", type=_absolute, required=True, help="备份文件")
    restore.add_argument("--overwrite", action="store_true", help="覆盖已经有的；先另存一份")
    return parser


def _absolute(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("没有指定备份文件，例如：make restore FROM=var/backups/xueshi-….tar.gz")
    return Path(text).absolute()


if __name__ == "__main__":
    sys.exit(main())
