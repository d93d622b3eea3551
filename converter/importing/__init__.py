"""Files of an institution (.docx, .xlsx, .csv, .tsv, .txt, .md) -> questions and answers, a preview, and the FAQ's text
form with its catalog.

A reader turns a file into lines and tables with their places (documents.py); pure functions make candidates of these
(recognise.py, tables.py), compare them with the content that is there (compare.py) and write its new text (compose.py).
"""
