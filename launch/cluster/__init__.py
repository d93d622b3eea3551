"""Several instances on one machine, as deploy/ sets them up in containers: databases, instances and nginx in front.

    python -m launch cluster --port 5005

serving, running          the command; a whole cluster from its start to its end
cluster, state            its parts, each started and stopped by its name; what runs, in a file
supervisor                starts anew what has ended
program, process          how a part is started; a process known by its id and start time
postgresql, redis, proxy  the parts that are not ours
models, tools             models that a rollback needs; where Debian puts the programs
"""
