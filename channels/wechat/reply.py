"""WeChatReply: the passive reply, sent as XML in the response to a push."""

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from channels.wechat.push import Push

NOTHING_MORE = "success"
"""Response without a reply: it only confirms to WeChat that the push has arrived."""


@dataclass(frozen=True)
class WeChatReply:
    """`text`: the text, or for "transfer" the customer-service account (empty: any)."""

    kind: Literal["text", "transfer", "nothing"]
    text: str = ""


NOTHING = WeChatReply("nothing")


def reply_xml(reply: WeChatReply, pushed: Push, now: float) -> str:
    """Return the reply to `pushed` in the published form."""
    to, by = _cdata(pushed.open_id), _cdata(pushed.to)
    head = f"<ToUserName>{to}</ToUserName><FromUserName>{by}</FromUserName><CreateTime>{int(now)}</CreateTime>"
    if reply.kind == "text":
        return f"<xml>{head}<MsgType><![CDATA[text]]></MsgType><Content>{_cdata(reply.text)}</Content></xml>"
    who = f"<TransInfo><KfAccount>{escape(reply.text)}</KfAccount></TransInfo>" if reply.text else ""
    return f"<xml>{head}<MsgType><![CDATA[transfer_customer_service]]></MsgType>{who}</xml>"


def _cdata(text: str) -> str:
    """Return `text` as CDATA, without the characters that XML does not allow."""
    fields = "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return "<![CDATA[" + fields.replace("]]>", "]]]]><![CDATA[>") + "]]>"
