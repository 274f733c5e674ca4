# The versions of all tools that this project doesn't get from Cargo.lock or
# from tests/e2e/package-lock.json. Read by the scripts beside it.

# The oldest Trunk that will do, and the one that is installed where none is
# there. 0.22 wants a newer Rust.
TRUNK=0.21.14
TRUNK_BELOW=0.22

# Older ones write modules that break the page at its start, and say nothing.
WASM_OPT_MAJOR=116

# Must be the very version of the library that the page is built with.
WASM_BINDGEN=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)

# What the browser's driver of the end-to-end tests asks for.
NODE_MAJOR=20
