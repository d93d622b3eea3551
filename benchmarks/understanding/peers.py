"""Well-known systems on the same examples: BM25 and TF-IDF nearest neighbour over characters and pairs, and NLP.js."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from benchmarks.understanding.score import Reply
from benchmarks.understanding.training_data import ROOT
from zh.fold import fold

Examples = Sequence[tuple[str, str]]

NLPJS = Path(__file__).with_name("nlpjs")
WITH_NODE = str(ROOT / "scripts/with-node")


def nearest(examples: Examples) -> Callable[[str], Reply]:
    """The label of the example with the highest cosine; its confidence is the cosine."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    known = vectorizer.fit_transform([fold(text) for text, _ in examples])

    def reply(text: str) -> Reply:
        cosines = (known @ vectorizer.transform([fold(text)]).T).toarray()[:, 0]
        best = int(np.argmax(cosines))
        return Reply(examples[best][1], (), float(cosines[best]))

    return reply


def bm25(examples: Examples, k1: float = 1.2, b: float = 0.75) -> Callable[[str], Reply]:
    """The label of the best example by BM25 with the usual constants; scaled so that an exact match is about 1."""
    vectorizer = CountVectorizer(analyzer="char", ngram_range=(1, 2))
    counts = vectorizer.fit_transform([fold(text) for text, _ in examples]).astype(np.float64).tocsr()
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    present = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.log(1 + (len(examples) - present + 0.5) / (present + 0.5))
    norm = np.repeat(k1 * (1 - b + b * lengths / lengths.mean()), np.diff(counts.indptr))
    weights = csr_matrix(
        (counts.data * (k1 + 1) / (counts.data + norm) * idf[counts.indices], counts.indices, counts.indptr),
        counts.shape,
    )

    def reply(text: str) -> Reply:
        query = vectorizer.transform([fold(text)])
        scores = (weights @ (query > 0).astype(np.float64).T).toarray()[:, 0]
        best, most = int(np.argmax(scores)), float(idf[query.indices].sum() * (k1 + 1)) or 1.0
        return Reply(examples[best][1], (), float(scores[best]) / most)

    return reply


def with_threshold(system: Callable[[str], Reply], at: float) -> Callable[[str], Reply]:
    """The same system, declining below confidence `at`."""

    def reply(text: str) -> Reply:
        found = system(text)
        return found if found.confidence >= at else Reply()

    return reply


def nlpjs(examples: Examples, questions: Sequence[str], at: float = 0.5) -> Callable[[str], Reply]:
    """NLP.js, which has a tokenizer for Chinese of its own; `at` is the threshold its makers set.

    It runs in Node.js and is asked all `questions` at once; its packages are installed at the first use.
    """
    if not (NLPJS / "node_modules").exists():
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([WITH_NODE, *install], cwd=NLPJS, check=True, stdout=subprocess.DEVNULL)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"examples": examples, "questions": questions}, file)
        file.flush()
        command = [WITH_NODE, "node", "ask.mjs", file.name]
        done = subprocess.run(command, cwd=NLPJS, check=True, capture_output=True, text=True)
    # It announces its dictionary in a line of its own before.
    found = dict(zip(questions, json.loads(done.stdout.splitlines()[-1]), strict=True))

    def reply(text: str) -> Reply:
        label, score = found[text]
        return Reply() if label == "None" or score < at else Reply(label, (), score)

    return reply
