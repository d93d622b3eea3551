"""Publishing: puts the owner's edits into service without a stop, records each publication, and can roll back.

    python -m launch publish | rollback [--to NUMBER] | history

commands, publishing                  the commands; the order of the steps
draft, changes, preview, agreeing     convert a copy; what changes for users; ask
store, records                        served versions in numbered folders; a row for each publication
switching, following, running         a version goes into service; servers load it and say so
exchange, served_agent, call_version  one version for each turn, in the server and in the action server
content_filter                        of several contents in one database, the conversations about this one
beginning                             what a server starts with
"""
