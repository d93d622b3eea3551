"""Starts the assistant: converts and trains as needed, runs its processes, stops them. `python -m launch run`

commands                                  what each command does
preparation, conversion, training, model  data/generated and the model are up to date
supervisor, lifeline                      starts anew what has ended; ends with its parent
cluster                                   several instances behind nginx
publish, release                          new content without a stop, in one server and in a cluster
backup                                    backup and restore
importer                                  the training data, read once
rasa_patches                              what is replaced in Rasa
"""
