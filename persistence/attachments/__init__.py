"""Stores pictures, voice and video of conversations, checked first; pictures are redrawn.

store                      one row each; a conversation's events hold its id
redrawing, redraw_process  a picture is drawn anew by a limited child process
refusals                   why a picture is refused, and what its sender reads
marks, serving             how a message names it; headers under which it is sent
addresses                  addresses for the desk of another system
"""
