"""Commands of operators for the account that the environment names.

python -m channels.wechat menu check         # has the profile a menu that WeChat takes?
python -m channels.wechat menu publish       # and send it to WeChat
python -m channels.wechat sender <OpenID>    # under which sender id is a user's conversation kept?
"""

import argparse
import asyncio
import sys
from pathlib import Path

from rasa.shared.exceptions import RasaException

from channels.settings import server_settings
from channels.webchat.session_key import session_key
from channels.wechat.api import CREATE_MENU
from channels.wechat.errors import ApiError, WeChatUnreachable
from channels.wechat.identity import Identity
from channels.wechat.menu import NotAMenu, read_menu
from channels.wechat.services import api_of
from channels.wechat.settings import Account, WeChatSettings, account


async def publish(file: Path | None) -> None:
    """Send the menu; raises what the settings and the interfaces raise."""
    menu, (of, settings, identity) = read_menu(file), _configured()
    # The file, even where Redis is configured: WeChat gives the same valid token to all who ask.
    api = api_of(settings, of, identity, None)
    try:
        await api.call(CREATE_MENU, menu)
    finally:
        await api.close()


def sender(open_id: str) -> str:
    """Return the sender id of a user's conversation; raises what the settings raise."""
    return _configured()[2].sender(open_id)


def _configured() -> tuple[Account, WeChatSettings, Identity]:
    server, settings = server_settings(), WeChatSettings()
    of = account(server)
    if of is None:
        raise RasaException("没有配置公众号：请先设置 WECHAT_ 开头的环境变量（见 docs/guide/wechat.md）。")
    key = session_key(server.session_key, settings.secret_env, Path(settings.secret_file))
    return of, settings, Identity(key, of.app_id)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m channels.wechat", description="公众号的菜单，用户的对话编号")
    commands = parser.add_subparsers(dest="what", required=True, metavar="menu | sender")
    menu = commands.add_parser("menu", help="检查菜单，或发布到公众号")
    menu.add_argument("do", choices=["check", "publish"])
    menu.add_argument("--file", type=Path, help="写着菜单的 profile.yml，默认是正在使用的内容里的")
    sender = commands.add_parser("sender", help="由用户的 OpenID 算出对话编号")
    sender.add_argument("open_id", metavar="OpenID")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.what == "sender":
            print(sender(options.open_id))
        elif options.do == "check":
            read_menu(options.file)
            print("菜单没有问题。")
        else:
            asyncio.run(publish(options.file))
            print("菜单已发布，几分钟后在公众号里能看到。")
    except (NotAMenu, RasaException, ApiError) as error:
        print(error, file=sys.stderr)
        return 1
    except WeChatUnreachable as error:
        print(f"连不上微信的接口（{error}），请稍后再试。", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
