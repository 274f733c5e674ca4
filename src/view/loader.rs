//! What the worker's loader script loads.

/// The files that the script names between double quotes: scripts and modules,
/// in its order, relative to the script itself.
pub fn named_files(loader: &str) -> Vec<&str> {
    let quoted = loader.split('"').skip(1).step_by(2);
    quoted.filter(|name| name.ends_with(".js") || name.ends_with(".wasm")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(loader: &str, expected: &[&str]) {
        assert_eq!(named_files(loader), expected, "{loader}");
    }

    #[test]
    fn scripts_and_modules_are_named() {
        check(
            r#"importScripts("worker-1.js");wasm_bindgen({module_or_path:"worker-1_bg.wasm"});"#,
            &["worker-1.js", "worker-1_bg.wasm"],
        );
        check(r#"importScripts("./a.js"); say("hello");"#, &["./a.js"]);
        check("<!doctype html><title>404</title>", &[]);
        check("\"", &[]);
        check("", &[]);
    }
}
