#!/bin/sh
# Sets up whatever of these is missing, and says what it does:
#
#     sh tools/setup.sh page       the wasm target, Trunk, wasm-bindgen's tool
#     sh tools/setup.sh node       what tests/e2e/package.json names
#     sh tools/setup.sh browser    Chromium and its driver
#
# A suitable tool on the PATH is used as it is. Otherwise `cargo binstall`
# fetches a prebuilt one, if it is there and can; otherwise it is built from
# the registry into target/tools, once, without optimising (minutes, not tens).
# `sh tools/setup.sh where chromium|chromedriver|firefox|wasm-opt` prints a path.
set -eu
cd "$(dirname "$0")/.."
. tools/versions.sh
PATH=$PWD/target/tools/bin:$PATH

say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" > /dev/null 2>&1; }

# at_least 0.21.14 0.21.9: whether the first version is not older than the second.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]; }

version_of() { "$1" --version 2> /dev/null | grep -Eo '[0-9]+(\.[0-9]+)*' | head -n 1; }

suits() {
    have "$1" || return 1
    v=$(version_of "$1")
    case $1 in
        trunk) at_least "$v" "$TRUNK" && ! at_least "$v" "$TRUNK_BELOW" ;;
        wasm-bindgen | wasm-bindgen-test-runner) [ "$v" = "$WASM_BINDGEN" ] ;;
        wasm-opt) at_least "$v" "$WASM_OPT_MAJOR" ;;
    esac
}

# install CRATE VERSION FEATURES: prebuilt, or built here.
install() {
    if have cargo-binstall && cargo binstall --no-confirm --root target/tools --disable-strategies compile "$1@$2" > /dev/null 2>&1; then
        say "$1 $2 is fetched"
        return
    fi
    say "building $1 $2 (once, some minutes) ..."
    # The release of wasm-bindgen's tool can lock a package that a registry's
    # mirror lacks; what it says of its own needs is enough then.
    for locked in --locked ''; do
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_STRIP=true \
            CARGO_TARGET_DIR=target/tools/build \
            cargo install --quiet $locked $3 --root target/tools --force --version "$2" "$1" 2> target/tools/log && {
            rm -rf target/tools/build
            return
        }
    done
    cat target/tools/log >&2
    fail "$1 $2 could not be built; the lines above say why. Any $1 of that version on the PATH will do."
}

set_up_page() {
    have cargo || fail "Rust is missing: see https://rustup.rs"
    have cc || fail "a C compiler is missing, which Rust links with: apt-get install build-essential (Debian) or xcode-select --install (macOS)"
    if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
        have rustup || fail "this Rust can't build for the browser: add its wasm32-unknown-unknown target, or install Rust by https://rustup.rs"
        say "adding Rust's wasm32-unknown-unknown target"
        rustup --quiet target add wasm32-unknown-unknown
    fi
    mkdir -p target/tools
    suits trunk || install trunk "$TRUNK" --no-default-features
    suits wasm-bindgen && suits wasm-bindgen-test-runner || install wasm-bindgen-cli "$WASM_BINDGEN" ''
}

# packages NAME...: by the system's package manager.
packages() {
    if have apt-get; then
        root=
        [ "$(id -u)" = 0 ] || root=sudo
        [ -z "$root" ] || have sudo || fail "needs the packages $*: install them as root"
        say "installing $* by apt-get"
        { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -qq -y --no-install-recommends "$@"; } > target/apt.log 2>&1 ||
            { tail -n 5 target/apt.log >&2; fail "apt-get could not install $*"; }
    elif have brew; then
        say "installing $* by brew"
        case "$*" in *chrom*) brew install --quiet --cask "$@" ;; *) brew install --quiet "$@" ;; esac
    else
        fail "needs $* on the PATH; here is neither apt-get nor brew to install it"
    fi
}

first_of() {
    for tool; do
        if [ -x "$tool" ]; then echo "$tool" && return; fi
        command -v "$tool" 2> /dev/null && return
    done
    return 1
}

find_chromium() {
    first_of "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium
}

find_chromedriver() {
    first_of "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium/chromedriver /snap/bin/chromium.chromedriver
}

find_firefox() {
    first_of "${FIREFOX:-}" firefox firefox-esr /Applications/Firefox.app/Contents/MacOS/firefox
}

set_up_browser() {
    mkdir -p target
    if have brew && ! have apt-get; then
        find_chromium > /dev/null || packages google-chrome
        find_chromedriver > /dev/null || packages chromedriver
    else
        find_chromium > /dev/null && find_chromedriver > /dev/null || packages chromium chromium-driver
    fi
}

set_up_node() {
    mkdir -p target
    if ! have npm; then
        if have brew && ! have apt-get; then packages node; else packages nodejs npm; fi
    fi
    at_least "$(version_of node)" "$NODE_MAJOR" || fail "Node.js $(version_of node) is too old for the tests: $NODE_MAJOR or newer is needed (https://nodejs.org)"
    if [ ! -e tests/e2e/node_modules/.package-lock.json ] || [ tests/e2e/package-lock.json -nt tests/e2e/node_modules/.package-lock.json ]; then
        say "installing what tests/e2e/package.json names"
        (cd tests/e2e && npm ci --silent --no-audit --no-fund) || fail "npm could not install it: see (cd tests/e2e && npm ci)"
        touch tests/e2e/node_modules/.package-lock.json
    fi
}

find_wasm_opt() {
    if suits wasm-opt; then
        command -v wasm-opt
    else
        first_of tests/e2e/node_modules/.bin/wasm-opt
    fi
}

case "$*" in
    page | node | browser) "set_up_$1" ;;
    'where chromium') find_chromium ;;
    'where chromedriver') find_chromedriver ;;
    'where firefox') find_firefox ;;
    'where wasm-opt') find_wasm_opt ;;
    *) fail "takes page, node, browser or where; see the head of this file" ;;
esac
