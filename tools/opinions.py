#!/usr/bin/env python3
"""What the HTML of annotated pages says beside their gold, for `cuttings-train cleaner --opinions`.

    python3 opinions.py DATA > opinions.json     (needs trafilatura 2, lxml_html_clean)

Per page of DATA/gold.json: `titles`, by its markup, and `stories`, what trafilatura takes for the story in three
settings. Where a page has no gold body, the lines that all three agree on are learned from.
"""
import json, sys
import lxml.html, trafilatura

SETTINGS = [{"favor_precision": True}, {}, {"favor_recall": True}]
MARKUP = ["//meta[@property='og:title']/@content", "//h1", "//title"]


def text(node):
    return " ".join((node if isinstance(node, str) else node.text_content()).split())


folder, said = sys.argv[1], {}
for page in sorted(json.load(open(f"{folder}/gold.json", encoding="utf-8"))):
    html = open(f"{folder}/html/{page}.html", "rb").read()
    tree = trafilatura.load_html(html)
    titles = [text(node) for path in MARKUP for node in ([] if tree is None else tree.xpath(path))]
    stories = [trafilatura.extract(html, include_comments=False, **setting) or "" for setting in SETTINGS]
    said[page] = {"titles": [t for t in titles if t][:6], "stories": stories}
json.dump(said, sys.stdout, ensure_ascii=False, sort_keys=True)
