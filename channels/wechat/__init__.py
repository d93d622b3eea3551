"""The WeChat official account (公众号) as a channel (docs/design/wechat.md). `make wechat-demo` needs no account.

input, services, settings                   WeChatInput, which credentials.yml names; its parts and settings
signature, crypto, envelope, push           from a signed request to one message or event
push_actions, push_handler, pending_reply   what it leads to; one turn, whose answer comes in time or later
message, splitting, reply                   replies in the form that WeChat shows
message_sender, customer_message, contacts  messages outside of a response, in order
access_token, token_file, api, errors       calls of WeChat's interfaces
store, deliveries, identity                 what all workers share; names that say nothing to others
media, files, menu                          users' files, agents' pictures, the account's menu
output, tapped_button                       Rasa's output channels; the payload of a tapped button
"""
