#!/bin/sh
# Weighs a built page: sh tools/size.sh [DIST]. Brotli by Node.js, where it is there.
set -eu
dist=${1:-dist}
[ -f "$dist/index.html" ] || { echo "size: there is no page in $dist; make page writes one" >&2; exit 1; }
if command -v node > /dev/null; then
    exec node -e '
        const { readdirSync, readFileSync, statSync } = require("node:fs");
        const { brotliCompressSync, gzipSync } = require("node:zlib");
        const kB = (n) => (n / 1000).toFixed(1).padStart(9);
        const dist = process.argv[1], first = [0, 0, 0], later = [0, 0, 0];
        console.log("      raw     gzip   brotli   (kB)");
        for (const name of readdirSync(dist, { recursive: true }).sort()) {
            if (!statSync(`${dist}/${name}`).isFile()) continue;
            const bytes = readFileSync(`${dist}/${name}`);
            const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)].map((b) => b.length);
            console.log(sizes.map(kB).join(""), " ", name);
            if (!/\.(html|css|js|wasm)$/.test(name) || name === "cuttings.html") continue;
            const sum = /^(reader-.*\.(js|wasm)|case-shell\.html|sw\.js)$/.test(name) ? later : first;
            sizes.forEach((n, i) => { sum[i] += n; });
        }
        console.log(first.map(kB).join(""), "  html, css, js and wasm that the first list needs");
        console.log(later.map(kB).join(""), "  fetched later: what reads files, when the first comes; what case files are made with");
    ' "$dist"
fi
wc -c "$dist"/*
