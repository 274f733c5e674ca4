#!/usr/bin/env python3
"""Strict F1 of the teacher's most likely labels on the development files.

    evaluate.py --tokens TOKENS --labels LABELS
"""
import argparse
from pathlib import Path

import numpy as np

TYPES = ["PER", "ORG", "LOC", "NORP", "EVENT", "DATE", "MISC"]


def best(probabilities):
    """Viterbi over independent probabilities: an inside continues its own name."""
    logs = np.log(probabilities[:, :15] / 255 + 1e-4)
    can = np.array([[b % 2 == 1 or b == 0 or a in (b, b - 1) for b in range(15)] for a in range(15)])
    score, back = np.where(can[0], logs[0], -1e9), []
    for row in logs[1:]:
        ways = np.where(can, score[:, None], -1e9)
        back.append(ways.argmax(0))
        score = ways.max(0) + row
    path = [int(score.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def spans(labels):
    out, start = set(), None
    for i, label in enumerate(list(labels) + [0]):
        if start is not None and (label == 0 or label % 2 == 1 or (label - 1) // 2 != kind):
            out.add((start, i, kind))
            start = None
        if label and start is None:
            start, kind = i, (label - 1) // 2
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tokens", type=Path, required=True)
    ap.add_argument("--labels", type=Path, required=True)
    o = ap.parse_args()
    for path in sorted(o.tokens.glob("*.dev.tsv")):
        p = np.fromfile(o.labels / path.name.replace(".tsv", ".probs"), np.uint8).reshape(-1, 16)
        tally, at, sentence = np.zeros((7, 3), int), 0, []
        for line in open(path, encoding="utf-8"):
            if "\t" in line:
                sentence.append([int(x) for x in line.split("\t")[1:]])
            elif sentence:
                said, gold = spans(best(p[at:at + len(sentence)])), spans([s[0] for s in sentence])
                bits = [b for label, b in sentence if label == 0]
                marked = [not (bits and bits[0] >> 1 + 2 * k & 1) for k in range(7)]
                for k in range(7):
                    tally[k, 2] += marked[k] * sum(g[2] == k for g in gold)
                for s in said:
                    other = any(g[2] == 6 and g[0] < s[1] and s[0] < g[1] for g in gold)
                    if marked[s[2]] and (s in gold or not other):
                        tally[s[2], 1] += 1
                        tally[s[2], 0] += s in gold
                at, sentence = at + len(sentence), []
        f = lambda t: 200 * t[0] / max(1, t[1] + t[2])
        print(f"{path.name.split('.')[0]:<10} all {f(tally[:6].sum(0)):.1f}",
              *(f" {TYPES[k]} {f(tally[k]):.1f}" for k in range(6)))


if __name__ == "__main__":
    main()
