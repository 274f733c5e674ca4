"""The small open encoder (all-MiniLM-L6-v2: BERT, 6 layers of 384) as a token
classifier that sees letter case, which the encoder's own vocabulary lacks."""

import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

N_LABELS = 15
N_CASES = 9


def case_pattern(word):
    """How a word is written: the part of it that an uncased vocabulary drops."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in word) else 0
    if any(c.isdigit() for c in word):
        return 2
    if "." in word[1:]:
        return 3 if letters[0].isupper() else 4
    if all(c.islower() for c in letters):
        return 4
    if len(letters) == 1:
        return 5
    if all(c.isupper() for c in letters):
        return 6
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 7
    return 8


class Layer(nn.Module):
    def __init__(self, width, heads, inner, eps):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps)

    def forward(self, x, mask):
        n, t, w = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU this learns faster than the fused attention.
        a = (q @ k.transpose(2, 3) / (w // self.heads) ** 0.5).masked_fill(mask, -1e4).softmax(3)
        a = (a.to(v.dtype) @ v).transpose(1, 2).reshape(n, t, w)
        x = self.norm1(x + self.out(a))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Teacher(nn.Module):
    """Label scores for each word; `source` adds the habits of one corpus to
    what all have in common, and is left out when labelling."""

    def __init__(self, folder, n_sources):
        super().__init__()
        config = json.load(open(folder / "config.json"))
        width, eps = config["hidden_size"], config["layer_norm_eps"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.case = nn.Embedding(2 * N_CASES, width)
        self.norm = nn.LayerNorm(width, eps)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], eps)
            for _ in range(config["num_hidden_layers"]))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(width, N_LABELS)
        self.habits = nn.Embedding(n_sources, N_LABELS * (width + 1))
        # Words that are rare or absent here keep what the encoder knows of them.
        self.words.weight.requires_grad_(False)
        self.load(load_file(folder / "model.safetensors"))
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.zeros_(self.habits.weight)

    @torch.no_grad()
    def load(self, w):
        def put(module, name):
            module.weight.copy_(w[name + ".weight"])
            if name + ".bias" in w:
                module.bias.copy_(w[name + ".bias"])
        put(self.words, "embeddings.word_embeddings")
        put(self.places, "embeddings.position_embeddings")
        put(self.norm, "embeddings.LayerNorm")
        self.words.weight.add_(w["embeddings.token_type_embeddings.weight"][0])
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for s in ("weight", "bias"):
                getattr(layer.qkv, s).copy_(torch.cat([w[f"{p}attention.self.{x}.{s}"] for x in ("query", "key", "value")]))
            put(layer.out, p + "attention.output.dense")
            put(layer.norm1, p + "attention.output.LayerNorm")
            put(layer.up, p + "intermediate.dense")
            put(layer.down, p + "output.dense")
            put(layer.norm2, p + "output.LayerNorm")

    def forward(self, pieces, cases, heads, source=None):
        """`pieces`, `cases`: (n, t); `heads`: (n, w), the first piece of each
        word. Gives (n, w, labels)."""
        at = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.words(pieces) + self.places(at) + self.case(cases)))
        mask = (pieces == 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = torch.gather(x, 1, heads[:, :, None].expand(-1, -1, x.shape[2]))
        x = self.drop(x)
        y = self.head(x)
        if source is not None:
            h = self.habits(source).view(-1, N_LABELS, x.shape[2] + 1)
            y = y + x @ h[:, :, :-1].transpose(1, 2) + h[:, None, :, -1]
        return y.float()
