"""Sends the link to the form to users without a chat page, that is on WeChat."""

from rasa.core.channels.channel import OutputChannel

from channels.staff_form.receiver import FormReceiver
from channels.wechat.output import WeChatOutput
from owner.live import profile

FORM_WORDS = frozenset({"填写资料", "填资料", "资料表"})
"""What a user types to get the link while a person has the conversation."""


async def offer_link(output: OutputChannel, conversation: str, form: FormReceiver) -> None:
    """Send a link if the user has no page. It is not stored, because anybody who has it can fill in the form."""
    if isinstance(output, WeChatOutput) and (text := await with_link(conversation, form)):
        await output.send_text_message(conversation, text)


async def with_link(conversation: str, form: FormReceiver) -> str | None:
    """Return the sentence with a new link; None if no person has the conversation."""
    address = await form.link(conversation)
    return profile().sentence("form_link", link=address) if address else None
