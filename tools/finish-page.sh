#!/bin/sh
# Finishes a page that Trunk has staged; Trunk calls it after every build.
#
# Takes:  ARTICLES   the folder to bundle (default: articles)
#         WASM_OPT   a wasm-opt that makes the modules smaller (default: none)
#         AT         the address that Trunk will serve the page at, to be said
# Writes: articles.zip beside index.html
#         worker-HASH.js and worker-HASH_bg.wasm, so that no browser's cache
#         pairs a new page with an old worker
set -eu
stage=${TRUNK_STAGING_DIR:?is given by Trunk: use make run or make page}

# 1 says that some files could not be read; they have been named.
cargo run --quiet --locked --bin cuttings -- pack "${ARTICLES:-articles}" -o "$stage/articles.zip" || [ $? -eq 1 ]

# npm's wasm-opt takes a minute or two, so its work is kept by what it was done on.
if [ -n "${WASM_OPT:-}" ]; then
    kept=target/wasm-opt
    mkdir -p "$kept"
    for module in "$stage"/*.wasm; do
        small=$kept/$(cksum < "$module" | tr ' ' '-').wasm
        if [ ! -f "$small" ]; then
            # Nothing of Rust's lies below the first kilobyte, where its stack would end.
            "$WASM_OPT" -Oz --low-memory-unused --reorder-functions "$module" -o "$small.part"
            mv "$small.part" "$small"
        fi
        cp "$small" "$module"
    done
fi

name=worker-$(cat "$stage/worker.js" "$stage/worker_bg.wasm" | cksum | cut -d' ' -f1)
mv "$stage/worker.js" "$stage/$name.js"
mv "$stage/worker_bg.wasm" "$stage/${name}_bg.wasm"
rm "$stage/worker_loader.js"
printf 'importScripts("%s.js");wasm_bindgen({module_or_path:"%s_bg.wasm"});' "$name" "$name" > "$stage/${name}_loader.js"
sed "s/worker_loader\.js/${name}_loader.js/" "$stage/index.html" > "$stage/index.html.part"
mv "$stage/index.html.part" "$stage/index.html"

if [ -n "${AT:-}" ]; then
    echo "Cuttings is at $AT (Ctrl+C stops it)"
fi
