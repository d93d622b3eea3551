"""Metrics, logs and request ids of the processes that serve. Knows no Rasa.

turns                         records duration and outcome of each turn
records, redaction            keep users' words out of every log record
json_lines                    formats records as lines of JSON
errors                        counts errors of the log by part
pages, action_pages, readers  /metrics and /healthz, and who may read them
log_limit                     writes what any client could cause once a minute
hosts                         the names by which one may call a server
request_id                    the id that the log lines of one request share
"""
