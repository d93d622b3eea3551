"""What the console's pure modules return: each is bundled as the screens are, and asked in one Node.js."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from tests.running import ROOT

SCRIPT = """
import { createInterface } from "node:readline";
import { build } from "esbuild";
for await (const line of createInterface({ input: process.stdin })) {
  const [module, expression] = JSON.parse(line);
  const entry = { entryPoints: [`src/console/${module}.ts`], bundle: true, format: "esm", write: false };
  const made = await build({ ...entry, logLevel: "error" });
  const found = await import("data:text/javascript," + encodeURIComponent(made.outputFiles[0].text));
  const names = Object.keys(found);
  const value = new Function(...names, `return (${expression})`)(...names.map((name) => found[name]));
  console.log(JSON.stringify(value ?? null));
}
"""


class Evaluate(Protocol):
    def __call__(self, module: str, expression: str) -> Any:
        """Return what an expression comes to that may use the module's exports."""


@contextmanager
def evaluating() -> Iterator[Evaluate]:
    """Start Node.js in Shandong's time; ends it."""
    command = ["../scripts/with-node", "node", "--input-type=module", "--eval", SCRIPT]
    place: dict[str, Any] = {"cwd": ROOT / "web", "env": {**os.environ, "TZ": "Asia/Shanghai"}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **place) as node:
        assert node.stdin
        assert node.stdout
        to, back = node.stdin, node.stdout

        def evaluated(module: str, expression: str) -> Any:
            to.write(json.dumps([module, expression]) + "\n")
            to.flush()
            return json.loads(back.readline())

        yield evaluated
