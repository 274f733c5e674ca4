#!/usr/bin/env python3
"""How fast pages are cleaned, here and by others, in one run on one thread.

    python3 -m venv target/rivals && target/rivals/bin/pip install trafilatura justext lxml_html_clean
    npm install --prefix target/rivals @mozilla/readability jsdom
    target/rivals/bin/python benches/throughput.py FOLDER...

A FOLDER holds saved pages (.html) or text dumps (.txt). Each cleaner has the
bytes in memory and the fastest of its runs counts. Readers of HTML are given
a text dump as a page of one paragraph a line. What is not installed is left
out and said so. Megabytes are of the files as they are, so that the figures of
a row compare with each other; `times` is against the fastest other cleaner.
"""
import html
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RUNS = 2
READABILITY = os.path.join(HERE, "readability.mjs")


def pages(folder):
    """The pages of a folder, as HTML, and the bytes of the files."""
    found, size = [], 0
    for name in sorted(os.listdir(folder)):
        if not name.endswith((".html", ".txt")):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        size += len(data)
        text = data.decode("utf-8", "replace")
        if name.endswith(".txt"):
            lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
            text = f"<html><body>{lines}</body></html>"
        found.append(text)
    return found, size


def fastest(clean, texts):
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for text in texts:
            try:
                clean(text)
            except Exception:  # a page that a cleaner can't read costs it its time all the same
                pass
        best = min(best, time.perf_counter() - start)
    return best


def ours(folders):
    """Megabytes a second by `benches/clean.rs`."""
    command = ["cargo", "bench", "--quiet", "--locked", "--bench", "clean", "--"]
    command += [os.path.abspath(f) for f in folders]
    lines = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    return [float(line.split("\t")[1].split()[0]) for line in lines if "\t" in line]


def rivals():
    try:
        import trafilatura

        yield f"trafilatura {trafilatura.__version__}", trafilatura.extract
    except ImportError:
        print("trafilatura is not installed: left out", file=sys.stderr)
    try:
        import justext

        stop = justext.get_stoplist("English")
        yield "jusText", lambda text: justext.justext(text, stop)
    except ImportError:
        print("jusText is not installed: left out", file=sys.stderr)


def readability(texts):
    """Seconds that Readability.js takes with jsdom; None where either is not there."""
    modules = os.path.join(ROOT, "target", "rivals", "node_modules")
    if not os.path.isdir(os.path.join(modules, "jsdom")):
        return None
    given = json.dumps({"modules": modules, "runs": RUNS, "texts": texts})
    done = subprocess.run(["node", READABILITY], input=given, stdout=subprocess.PIPE, check=True, text=True)
    return float(done.stdout)


def main():
    folders = sys.argv[1:]
    if not folders:
        sys.exit(__doc__)
    own = ours(folders)
    others = list(rivals())
    names = ["Cuttings"] + [name for name, _ in others] + ["Readability.js (jsdom)"]
    width = max(len(folder.rstrip("/").split("/")[-1]) for folder in folders)
    print("MB/s".ljust(width), *(name.rjust(22) for name in names), "times".rjust(8))
    for folder, rate in zip(folders, own):
        texts, size = pages(folder)
        rates = [size / 1e6 / fastest(clean, texts) for _, clean in others]
        seconds = readability(texts)
        rates.append(size / 1e6 / seconds if seconds else 0.0)
        cells = [f"{r:.2f}" if r else "-" for r in [rate] + rates]
        best = max(rates)
        print(
            folder.rstrip("/").split("/")[-1].ljust(width),
            *(cell.rjust(22) for cell in cells),
            (f"{rate / best:.0f}" if best else "-").rjust(8),
            flush=True,
        )


if __name__ == "__main__":
    main()
