"""Whether the parts give what the program gives by itself: `python3 examples/spark/test.py PROGRAM`.

Spark itself is run, in local mode, where pyspark and Java are there.
"""

import glob
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile

from extract import extract, files, names

program = os.path.abspath(sys.argv[1])
folder = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../articles"))


def bare(line):
    """Without the name of the file, which is longer in a list."""
    return {key: value for key, value in json.loads(line).items() if key != "file"}


whole = subprocess.run([program, "extract", "--alone", folder], capture_output=True, text=True, check=True)
expected = [bare(line) for line in whole.stdout.splitlines()]
paths = list(files(folder))
parts = [extract(paths[start : start + 7], program) for start in range(0, len(paths), 7)]
assert [bare(line) for part in parts for line in part] == expected
assert list(extract([], program)) == []
assert names(whole.stdout.splitlines()[0])
print("ℹ pass 1")

try:
    import pyspark
except ImportError:
    pyspark = None
if pyspark is None or shutil.which("java") is None:
    print("spark: skipped, there is no Java or no pyspark here")
    print("ℹ skipped 1")
    sys.exit()

with tempfile.TemporaryDirectory() as at:
    out = os.path.join(at, "out")
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "extract.py")
    command = [sys.executable, script, folder, out, "--cuttings", program]
    subprocess.run(command, check=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable})
    lines = [line for part in sorted(glob.glob(out + "/articles/part-*.gz")) for line in gzip.open(part, "rt", encoding="utf-8")]
    assert [bare(line) for line in lines] == expected
    assert any(os.path.getsize(part) for part in glob.glob(out + "/names/part-*"))
print("ℹ pass 1")
