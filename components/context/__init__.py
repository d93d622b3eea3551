"""Resolves a message by its conversation, in pure functions; `components/context_resolver.py` connects them to Rasa.

resolve                                                 begin here: it tries the steps in their order
resolution, conversation, turns, knowledge, mentions    message and result, state, what is known of the answers
choosing, replying, stating, asking, continuing         steps: a button, a reply, a statement, a question
pointing, last_answer, office_hours                     steps: about an answer, the institution's hours
denying, giving_up, wishing                             steps: what is not wanted, or wanted back
intents                                                 which intents a message may have by mistake
asked_for, in_topic, under_topic                        whose role counts, and what the topic makes likely
"""
