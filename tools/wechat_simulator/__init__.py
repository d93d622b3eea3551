"""WeChat's side, for tests and the demo: pushes what users do, and answers the interfaces an account calls.

Written from the published protocol; signatures and encryption are wechatpy's, so nothing is shared with the channel.
"""
