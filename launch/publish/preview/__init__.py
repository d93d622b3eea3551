"""Preview of a publication: asks the serving and the new model the same messages and compares the replies.

making                 the whole preview
messages               what is asked: users' recent messages and held-out questions
ordering               which messages are asked first
asking, two_processes  replies of a model; half of them in another process
comparing, showing     differences, in the terminal and as a page
same_understanding     what cannot differ is not asked again
"""
