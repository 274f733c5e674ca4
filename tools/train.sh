#!/bin/sh
# Trains the tagger on the annotated corpora in a folder and scores it:
#
#     sh tools/train.sh [DATA]     (../shared/data/ner)
#
# Writes target/tagger/tagger.bin. Python 3.11 is needed for the word clusters and
# the teacher, which takes hours of a small machine and goes on where it was stopped;
# its packages are installed into target/tagger/python, once.
set -eu
cd "$(dirname "$0")/.."
data=${1:-../shared/data/ner}
out=target/tagger
[ -d "$data" ] || { echo "train: there is no folder $data" >&2; exit 2; }
mkdir -p "$out"

cargo build --release --locked --features train --bin cuttings-train
train=target/release/cuttings-train

if [ ! -e "$out/python/ready" ]; then
    python3 -m venv "$out/python"
    "$out/python/bin/pip" install --quiet -r tools/teacher/requirements.txt
    touch "$out/python/ready"
fi

"$train" tokens --data "$data" --out "$out/tokens"
"$out/python/bin/python" tools/teacher/clusters.py --tokens "$out/tokens" --lists src/extract/lexicon --out "$out/clusters.tsv"
# One of the two folds, as the product's: without --models 1 both.
"$out/python/bin/python" tools/teacher/teacher.py --tokens "$out/tokens" --out "$out/labels" --models 1 --threads 2
"$train" train --data "$data" --lexicon src/extract/lexicon --clusters "$out/clusters.tsv" --teacher "$out/labels" --out "$out/tagger.bin"
"$train" score --data "$data" --model "$out/tagger.bin"
