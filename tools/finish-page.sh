#!/bin/sh
# Finishes a page that Trunk has staged; Trunk calls it after every build.
#
# Takes:  ARTICLES   the folder to bundle (default: articles)
#         WASM_OPT   a wasm-opt that makes the modules smaller (default: none)
#         AT         the address that Trunk will serve the page at, to be said
# Writes: articles.zip beside index.html
#         page-HASH.css, the style sheets in one
#         worker-HASH.js and worker-HASH_bg.wasm, so that no browser's cache
#         pairs a new page with an old worker; the same for the reader
#         case-shell.html, which a case file is made with, and cuttings.html, the
#         articles and the page as such a file
#         sw.js, which keeps all this for visits without a network
set -eu
stage=${TRUNK_STAGING_DIR:?is given by Trunk: use make run or make page}

# Reads the articles, too, so that the page need not. 1 says that some files could
# not be read; they have been named.
cuttings() { cargo run --quiet --locked --profile pack --bin cuttings -- "$@"; }
cuttings pack "${ARTICLES:-articles}" -o "$stage/articles.zip" || [ $? -eq 1 ]

# npm's wasm-opt takes a minute or two, so its work is kept by what it was done on.
if [ -n "${WASM_OPT:-}" ]; then
    kept=target/wasm-opt
    mkdir -p "$kept"
    for module in "$stage"/*.wasm; do
        case $module in
            # It comes late and does the work: built for speed.
            */reader_bg.wasm) options=-O2 again= ;;
            # What is worked out twice, or lies in a place of its own, packs better than
            # what is kept between or shares one. The names by which module and script know
            # each other are long and have hashes in them.
            *)
                again='-Oz --skip-pass=local-cse --skip-pass=merge-locals --one-caller-inline-max-function-size=20'
                options="--gufa $again --minify-imports-and-exports-and-modules"
                ;;
        esac
        # Nothing of Rust's lies below the first kilobyte, where its stack would end.
        common='--low-memory-unused --reorder-functions'
        small=$kept/$( (cat "$module"; echo "$options $again $common") | cksum | tr ' ' '-')
        if [ ! -f "$small.wasm" ]; then
            "$WASM_OPT" $options $common "$module" -o "$small.part" > "$small.names"
            # Each time some more is found that the one before has made plain.
            [ -z "$again" ] || for _ in 2 3; do
                "$WASM_OPT" $again $common "$small.part" -o "$small.part"
            done
            mv "$small.part" "$small.wasm"
        fi
        cp "$small.wasm" "$module"
        # The same short names in the script: first what it gives, then what it takes. The
        # reader keeps its own: by one of them others call it.
        sed -n 's/^ *\["[^"]*", "\([^"]*\)", "\([^"]*\)"\],*$/s~\\([{,]\\)\1:~\\1\2:~/p
            s/^ *\["\([^"]*\)", "\([^"]*\)"\],*$/s~\\.\1\\([^A-Za-z0-9_$]\\)~.\2\\1~g/p
            $a s~"\\./[a-z]*_bg\\.js":~a:~' "$small.names" > "$small.sed"
        script=${module%_bg.wasm}.js
        sed -f "$small.sed" "$script" > "$script.part"
        mv "$script.part" "$script"
    done
fi

# hashed NAME: gives a module and its script names that change with their contents.
hashed() {
    name=$1-$( (cat "$stage/$1.js" "$stage/$1_bg.wasm"; echo "${reader:-}") | cksum | cut -d' ' -f1)
    mv "$stage/$1.js" "$stage/$name.js"
    mv "$stage/$1_bg.wasm" "$stage/${name}_bg.wasm"
}

hashed reader
reader=$name
sed "s#READER#$reader#; /^\/\//d; /^$/d" static/reader.js > "$stage/${reader}_loader.js"

hashed worker
rm "$stage/worker_loader.js"
printf "var reader='%s_loader.js';"'importScripts("%s.js");wasm_bindgen({module_or_path:"%s_bg.wasm"});' "$reader" "$name" "$name" > "$stage/${name}_loader.js"
# One style sheet in place of a dozen: one request, and packed better.
(cd "$stage" && cat $(grep -o '[a-z]*-[0-9a-f]*\.css' index.html)) > "$stage/page.css"
rm "$stage"/*-*.css
style=page-$(cksum < "$stage/page.css" | cut -d' ' -f1).css
mv "$stage/page.css" "$stage/$style"

# What was read with an older page is not what this one expects.
articles=articles.zip?$(cksum < "$stage/articles.zip" | cut -d' ' -f1)

sed "s/worker_loader\.js/${name}_loader.js/; s/articles\.zip/$articles/
    s#<link[^>]*\.css[^>]*>#<STYLE>#; s#<link[^>]*\.css[^>]*>##g; s#<STYLE>#<link href=./$style rel=stylesheet>#" "$stage/index.html" > "$stage/index.html.part"
mv "$stage/index.html.part" "$stage/index.html"

cuttings shell "$stage"
cuttings bundle "${ARTICLES:-articles}" -o "$stage/cuttings.html" --page "$stage" 2> /dev/null || [ -s "$stage/cuttings.html" ]

# What is kept for visits without a network: first what the first sight needs, then
# what is fetched late. Another version of any of it is another version of all.
list() { printf '"%s",' "$@" | sed 's/,$//'; }
cd "$stage"
first=$(list ./ "$style" boot.js offline.js page-*.js page-*.wasm "$name"* "$articles" favicon.svg manifest.webmanifest icon-192.png icon-512.png)
late=$(list "$reader"* case-shell.html)
version=$(cat index.html boot.js offline.js case-shell.html articles.zip -- *.wasm *.css | cksum | cut -d' ' -f1)
sed "s#VERSION#$version#; s#FIRST;#[$first];#; s#LATE;#[$late];#" "$OLDPWD/static/sw.js" > sw.js
cd "$OLDPWD"

if [ -n "${AT:-}" ]; then
    echo "Cuttings is at $AT (Ctrl+C stops it)"
fi
