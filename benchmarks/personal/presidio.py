"""Runs presidio-analyzer's pattern recognisers on texts. It needs an environment of its own:

    .venv-presidio/bin/python benchmarks/personal/presidio.py < texts.json

Reads a JSON list of texts, writes a JSON list of [start, end] for each. No language model: those recognisers for
everybody's data that need none (cards, mail, telephones of China, IBANs); it has none for data of China alone.
"""

import json
import sys

import tldextract
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    PhoneRecognizer,
)


def main() -> None:
    # With the list of suffixes that it brings: nothing is fetched.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    recognisers = [
        CreditCardRecognizer(),
        EmailRecognizer(),
        IbanRecognizer(),
        PhoneRecognizer(supported_regions=("CN",)),
    ]
    places = [
        [
            [result.start, result.end]
            for recogniser in recognisers
            for result in recogniser.analyze(text, recogniser.supported_entities, None)
        ]
        for text in json.load(sys.stdin)
    ]
    json.dump(places, sys.stdout)


if __name__ == "__main__":
    main()
