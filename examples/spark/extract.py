"""Extracts a folder with PySpark, on one machine or on many.

    spark-submit examples/spark/extract.py FOLDER OUT [--cuttings PROGRAM] [--case FILE.html]

Each partition runs one `cuttings extract`, which reads the list of its files
while it is written and answers each at once. OUT/articles has the records, as
packed JSON Lines, and OUT/names how many articles have which name. All workers
must see FOLDER, and have the program under the same name.

Files are judged alone here: what recurs in many files of a site is known only
to who has them all. `cuttings` reads the records again as it reads any: with
--case they become one case file, its names linked over all partitions as
those of any collection are; `cuttings search QUERY OUT/articles` searches them.
Tried with PySpark 3.5 on Java 17.
"""

import argparse
import glob
import json
import os
import subprocess
import threading


def files(folder):
    """All files of a folder but hidden ones and READMEs, which `cuttings` skips, too."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names = [name for name in names if not name.startswith(".") and name not in ("README", "README.md")]
        yield from (os.path.join(at, name) for name in sorted(names))


def extract(paths, program="cuttings"):
    """The record of each file, as a line of JSON, in order; files that hold no
    article are told on standard error."""
    command = [program, "extract", "--alone", "--files-from", "-", "-0"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def feed():
        with process.stdin as list_:
            for path in paths:
                list_.write(path + "\0")
                list_.flush()

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    with process.stdout as lines:
        yield from (line.rstrip("\n") for line in lines)
    feeding.join()
    # 1: some held no article.
    if process.wait() not in (0, 1):
        raise RuntimeError(f"{program} has ended with status {process.returncode}")


def names(line):
    """Each name of a record, with its kind, once."""
    found = {(entity["type"], entity["text"]) for entity in json.loads(line)["entities"]}
    return [(name, 1) for name in sorted(found)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--cuttings", default="cuttings")
    parser.add_argument("--case")
    arguments = parser.parse_args()

    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("cuttings").getOrCreate()
    paths = list(files(arguments.folder))
    n_parts = max(1, min(len(paths), 4 * session.sparkContext.defaultParallelism))
    program = arguments.cuttings
    records = session.sparkContext.parallelize(paths, n_parts).mapPartitions(lambda part: extract(part, program))
    articles = os.path.join(arguments.out, "articles")
    records.saveAsTextFile(articles, compressionCodecClass="org.apache.hadoop.io.compress.GzipCodec")
    counted = session.sparkContext.textFile(articles).flatMap(names).reduceByKey(lambda a, b: a + b)
    counted = counted.sortBy(lambda entry: (-entry[1], entry[0]))

    def as_line(entry):
        (kind, text), n = entry
        return json.dumps({"type": kind, "text": text, "articles": n}, ensure_ascii=False)

    counted.map(as_line).saveAsTextFile(os.path.join(arguments.out, "names"))
    session.stop()
    if arguments.case:
        parts = sorted(glob.glob(os.path.join(articles, "part-*")))
        subprocess.run([program, "bundle", *parts, "-o", arguments.case], check=True)


if __name__ == "__main__":
    main()
