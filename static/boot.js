// Starts the page, or says in plain words why it can't start.
//
// The names of the two files to load stand in links that Trunk writes (see
// Trunk.toml): there is no inline script, the Content-Security-Policy forbids it.
// In a case file the same script stands in the file, behind `carried`, which has all
// that is loaded otherwise (static/carried.js).
"use strict";

(function () {

  // What the page can't do without, each with the words for its absence.
  var missing =
    typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function"
      ? "WebAssembly is switched off or not there in this browser."
      : typeof Worker !== "function"
        ? "Web workers are switched off or not there in this browser."
        : typeof carried === "undefined" && location.protocol === "file:"
          ? "The page was opened from a file, and browsers start no workers there. Serve its folder (for instance with python3 -m http.server) and open that address."
          : typeof carried !== "undefined" && typeof DecompressionStream !== "function"
            ? "This browser is too old to unpack what this file holds."
            : null;

  function fail(reason, detail) {
    var before = document.getElementById("before") || document.getElementById("app");
    before.className = "before failed";
    before.setAttribute("role", "alert");
    before.setAttribute("data-testid", "error");
    before.textContent = "";
    [
      ["h1", "Cuttings can’t start here"],
      ["p", reason],
      ["p", "It works in current versions of Firefox, Chrome, Edge and Safari. Nothing was sent anywhere, and nothing is lost: the files are where they were."],
      ["p", detail || ""],
    ].forEach(function (part) {
      if (!part[1]) return;
      var element = document.createElement(part[0]);
      element.textContent = part[1];
      before.append(element);
    });
  }

  // A part that stops in the middle of its work can't go on: better said than left standing.
  addEventListener("error", function (event) {
    var stopped = event.error instanceof WebAssembly.RuntimeError || /worker-[^/]*$/.test(event.filename || "");
    if (stopped) fail("The page has stopped. Loading it again starts it afresh.", event.message);
  });

  if (missing) {
    fail(missing);
    return;
  }

  // Runs the page's script, and gives the address of its module.
  function fetched() {
    return new Promise(function (loaded, failed) {
      var script = document.createElement("script");
      script.src = document.getElementById("page-js").href;
      script.onload = function () { loaded(document.getElementById("page-wasm").href); };
      script.onerror = function () { failed(script.src); };
      document.head.append(script);
    });
  }

  // Has the page find its worker where it looks for it, and the file itself in place of `carried`.
  function unpacked() {
    return carried().then(function (parts) {
      var link = document.createElement("link");
      link.id = "worker-js";
      link.href = parts.worker;
      document.head.append(link);
      carried = parts.file;
      return parts.page;
    });
  }

  (typeof carried === "undefined" ? fetched() : unpacked())
    .then(function (page) {
      return wasm_bindgen({ module_or_path: page });
    })
    .catch(function (error) {
      fail("A part of the page did not arrive or could not be started. Loading it again may help.", String(error));
    });
})();
