#!/usr/bin/env python3
"""What the HTML of annotated pages says beside their gold, for `cuttings-train cleaner --opinions`.

    python3 opinions.py CUTTINGS DATA ... > opinions.json     (needs trafilatura 2, lxml_html_clean)

Per page of each DATA/gold.json: `titles`, by its markup, and `stories`, what other readers of the HTML take for the
story: trafilatura in three settings, Cuttings itself (CUTTINGS is its command line), and what came with the page. Where
a page has no gold body, blocks are learned from by how many of these have them.
"""
import json, subprocess, sys
import lxml.html, trafilatura

SETTINGS = [{"favor_precision": True}, {}, {"favor_recall": True}]
MARKUP = ["//meta[@property='og:title']/@content", "//h1", "//title"]


def text(node):
    return " ".join((node if isinstance(node, str) else node.text_content()).split())


def read_by_cuttings(program, folder):
    lines = subprocess.run([program, "extract", folder], capture_output=True, encoding="utf-8").stdout.splitlines()
    return {said["file"].rsplit("/", 1)[-1]: "\n\n".join(said["body"]) for said in map(json.loads, lines)}


program, said = sys.argv[1], {}
for folder in sys.argv[2:]:
    own = read_by_cuttings(program, f"{folder}/html")
    gold = json.load(open(f"{folder}/gold.json", encoding="utf-8"))
    for page in sorted(gold):
        html = open(f"{folder}/html/{page}.html", "rb").read()
        tree = trafilatura.load_html(html)
        titles = [text(node) for path in MARKUP for node in ([] if tree is None else tree.xpath(path))]
        stories = [trafilatura.extract(html, include_comments=False, **setting) or "" for setting in SETTINGS]
        # One program in three settings has three votes: others two each.
        stories += 2 * [own.get(f"{page}.html", ""), *gold[page].get("stories", [])]
        said[page] = {"titles": [t for t in titles if t][:6], "stories": stories}
json.dump(said, sys.stdout, ensure_ascii=False, sort_keys=True)
