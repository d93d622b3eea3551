"""Channels bring messages to Rasa and replies to users. Pure functions decide; thin classes connect to Rasa and Sanic.

webchat                            the socket of the chat page
chat_page                          serves the page itself and its launcher
wechat                             the WeChat official account
rest                               other programs, over plain HTTP
desk                               takes what agents say and do
staff_form, attachments, feedback  the form for the staff, pictures, ratings
entrance, guard                    check every request, limit and mask every message
watch                              metrics and health checks of the Rasa process
"""
