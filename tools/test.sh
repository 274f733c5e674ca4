#!/bin/sh
# Runs every test, goes on where one fails, and ends with one line that says
# how many passed and failed. The exit status is 0 where all passed.
#
# `sh tools/test.sh NAME...` runs only the steps of these names.
set -u
cd "$(dirname "$0")/.."
PATH=$PWD/target/tools/bin:$PATH
logs=target/test
# The same tree passes or fails alike each time; without this every `cargo test`
# tries other cases.
export PROPTEST_RNG_SEED=2012063020220722
mkdir -p "$logs"
only=" $* "
passed=0 failed=0 skipped=0 broken=

# step NAME COMMAND...: shows what the command prints and adds up its totals.
step() {
    name=$1
    shift
    case $only in "  " | *" $name "*) ;; *) return ;; esac
    printf '\n== %s\n' "$name"
    { "$@"; echo $? > "$logs/$name.status"; } 2>&1 | tee "$logs/$name.log"
    # cargo: 'test result: ok. 5 passed; 0 failed; 1 ignored'. node: 'ℹ pass 5'.
    set -- $(awk '
        /^test result: / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1); if ($i ~ /^ignored/) s += $(i-1) } }
        $2 == "pass" && NF == 3 { p += $3 } $2 == "fail" && NF == 3 { f += $3 } $2 == "skipped" && NF == 3 { s += $3 }
        END { print p+0, f+0, s+0 }' "$logs/$name.log")
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    [ "$(cat "$logs/$name.status")" = 0 ] || broken="$broken $name"
}

browser_tests() {
    CHROMEDRIVER=$(sh tools/setup.sh where chromedriver) \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
        WASM_BINDGEN_TEST_DRIVER_TIMEOUT=120 WASM_BINDGEN_TEST_TIMEOUT=300 \
        cargo test --locked --target wasm32-unknown-unknown --no-default-features --features web --test web --test web_worker
}

end_to_end_tests() {
    make --no-print-directory page ARTICLES=articles DIST=target/e2e/dist || return
    cargo build --quiet --locked --profile pack --bin cuttings || return
    # Its tests are skipped, visibly, where there is none.
    CHROME=$(sh tools/setup.sh where chromium) FIREFOX=$(sh tools/setup.sh where firefox || true) DIST=$PWD/target/e2e/dist CUTTINGS=$PWD/target/pack/cuttings \
        npm --prefix tests/e2e test --silent
}

spark_example() {
    command -v python3 > /dev/null || { echo 'spark: skipped, there is no python3 here'; echo 'ℹ skipped 1'; return; }
    cargo build --quiet --locked --bin cuttings && python3 examples/spark/test.py target/debug/cuttings
}

set_up() { sh tools/setup.sh page && sh tools/setup.sh browser && sh tools/setup.sh node; }

step set-up set_up
step format cargo fmt --all -- --check
step lints cargo clippy --locked --all-targets -- -D warnings
step lints-train cargo clippy --locked --features train --all-targets -- -D warnings
step lints-page cargo clippy --locked --target wasm32-unknown-unknown --no-default-features --features web --lib --bins --test web --test web_worker -- -D warnings
step native cargo test --locked --no-fail-fast
step spark spark_example
step browser browser_tests
step end-to-end end_to_end_tests

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
if [ -n "$broken" ]; then
    echo "not passed:$broken (each one's output is in $logs)"
    exit 1
fi
