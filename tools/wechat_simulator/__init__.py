"""Simulates WeChat's side for tests and the demo: pushes of users, and the interfaces that an account calls.

Written from the published protocol; signatures and encryption are wechatpy's, so nothing is shared with the channel.

platform, account    users and what they see; the account that is simulated
pushing, interfaces  pushes as WeChat makes them; the interfaces that an account calls
chat                 the demo's terminal
"""
