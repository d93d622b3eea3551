"""Imports an institution's files (.docx, .xlsx, .csv, .tsv, .txt, .md) into the FAQ and its catalog, with a preview.

python -m converter import FILE… [--add | --replace]

documents, sheets, delimited, texts   readers: a file -> lines and tables with their places
recognise, tables                     lines and tables -> candidates: questions with one answer
compare                               candidates -> changes: new, changed, the same or in conflict
compose, commit                       changes -> the new text of the FAQ, checked and written
"""
