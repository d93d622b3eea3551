"""Monitoring of the Rasa process: metrics, readiness, liveness, and the watchdog (docs/design/watching.md).

input                  WatchInput, which credentials.yml names
health, health_checks  /readyz and /healthz, and what they check
collector, turn        metrics that are read at each scrape; duration and outcome of each turn
actions, outages       times and limits of the calls to the action server; what the log says while it is away
watchdog               ends a process whose event loop hangs
state                  this package's objects in Sanic's app.ctx
"""
