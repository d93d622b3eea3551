"""Programs for those who develop the assistant.

wechat_simulator  WeChat's side of a conversation: `make wechat-demo`
desk_demo         a database full of made conversations
licences, audit   licences and known vulnerabilities of the dependencies: `make licences`, `make audit`
rasa_components   writes down which components Rasa registers
"""
