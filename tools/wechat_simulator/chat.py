"""The demo's chat in a terminal: messages and acts of a user of an official account."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from channels.wechat.menu import read_menu
from tools.wechat_simulator.platform import Choice, Platform, ShownMessage, User

HELP = """公众号已就绪（模拟的微信平台，安全模式，全部加密）。直接输入消息；另外可以：
  :关注  :取消关注  :图片  :语音 <说的话>  :点 <序号>（点一个选项）  :菜单 <名称>  :退出"""

WAYS = {"reply": "", "message": "（客服消息）", "transfer": "（已转给人工客服）", "tip": "（系统提示）"}

Act = Callable[[Platform, User, str], Awaitable[None]]


async def chat(platform: Platform) -> None:
    """Read lines until there are no more; messages are shown as they come."""
    user = platform.user()
    showing = asyncio.ensure_future(_show(user))
    try:
        while (line := await asyncio.to_thread(sys.stdin.readline)) and line.strip() != ":退出":
            if line.strip():
                await do(platform, user, line.strip())
                await asyncio.sleep(0.1)
    finally:
        showing.cancel()


async def do(platform: Platform, user: User, line: str) -> None:
    """Carry out one line of input."""
    if not line.startswith(":"):
        await platform.say(user, line)
        return
    name, _, rest = line[1:].partition(" ")
    act = ACTS.get(name)
    if act:
        await act(platform, user, rest.strip())
    else:
        print(HELP, flush=True)


async def _show(user: User) -> None:
    shown = 0
    while True:
        for seen in user.seen[shown:]:
            print(as_lines(seen), flush=True)
        shown = len(user.seen)
        await asyncio.sleep(0.05)


def as_lines(seen: ShownMessage) -> str:
    # In a reply the choices are lines of the text already, in a customer-service message they stand below it.
    choices = [choice.label for choice in seen.choices if choice.label not in seen.text]
    return "\n".join(f"  公众号{WAYS[seen.way]}｜{line}" for line in [*seen.text.splitlines(), *choices])


async def _follow(platform: Platform, user: User, _: str) -> None:
    await platform.event(user, "subscribe", EventKey="")


async def _leave(platform: Platform, user: User, _: str) -> None:
    await platform.event(user, "unsubscribe")


async def _image(platform: Platform, user: User, _: str) -> None:
    await platform.message(user, {"MsgType": "image", "PicUrl": "https://example.org/", "MediaId": "m"})


async def _speak(platform: Platform, user: User, text: str) -> None:
    await platform.message(user, {"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": text})


async def _tap(platform: Platform, user: User, number: str) -> None:
    shown: list[Choice] = next((list(seen.choices) for seen in reversed(user.seen) if seen.choices), [])
    choice = next((choice for choice in shown if choice.label.partition(".")[0] == number), None)
    if choice:
        await platform.tap(user, choice)
    else:
        print("  没有这个选项", flush=True)


async def _menu(platform: Platform, user: User, name: str) -> None:
    entries = [button for entry in read_menu()["button"] for button in entry.get("sub_button", [entry])]
    entry = next((entry for entry in entries if entry["name"] == name), None)
    if entry is None:
        print(f"  菜单里有：{'、'.join(entry['name'] for entry in entries)}", flush=True)
    elif entry["type"] == "click":
        await platform.event(user, "CLICK", EventKey=entry["key"])
    else:
        await platform.event(user, "VIEW", EventKey=entry["url"])


ACTS: dict[str, Act] = {
    "关注": _follow, "取消关注": _leave, "图片": _image, "语音": _speak, "点": _tap, "菜单": _menu,
}  # fmt: skip
