"""Runs scripts in Chromium 83, with the interpreter of .venv-browser83: one line of JSON in, one out.

It knows PyQt5 and nothing of this project. A line is {"url"} to load a page, {"script"} to get a value,
{"size"} of the window, {"picture"} (a file to write), or {"complaints"}, to get the errors of the console.
"""

import json
import sys
from typing import Any

from PyQt5.QtCore import QThread, QUrl, pyqtSignal
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineView
from PyQt5.QtWidgets import QApplication


class Page(QWebEnginePage):
    """Keeps what the page complains of."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self.complaints: list[str] = []

    def javaScriptConsoleMessage(self, level: int, message: str, line: int, source: str) -> None:
        if level == QWebEnginePage.ErrorMessageLevel:
            self.complaints.append(f"{message} ({source}:{line})")


class Lines(QThread):
    came = pyqtSignal(str)

    def run(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.came.emit("")


def answer(found: Any) -> None:
    print(json.dumps(found), flush=True)


def main() -> None:
    application = QApplication(["browser83"])
    view = QWebEngineView()
    page = Page(view)
    view.setPage(page)
    view.resize(1000, 760)
    view.show()

    def take(line: str) -> None:
        data = json.loads(line or '{"end": true}')
        if "end" in data:
            application.quit()
        elif "url" in data:
            page.load(QUrl(data["url"]))
            answer(True)
        elif "picture" in data:
            answer(view.grab().save(data["picture"]))
        elif "size" in data:
            view.resize(*data["size"])
            answer(True)
        elif "complaints" in data:
            answer(page.complaints)
        else:
            page.runJavaScript(data["script"], answer)

    lines = Lines()
    lines.came.connect(take)
    lines.start()
    application.exec_()
    lines.wait()


main()
