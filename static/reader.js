// Loads the reader of files and has it answer each message of the page's worker,
// in their order: with null where it did not arrive or has stopped. What it is
// asked before it is there waits. tools/finish-page.sh writes the names in.
"use strict";

importScripts("READER.js");

var ready = wasm_bindgen({ module_or_path: "READER_bg.wasm" });

onmessage = function (event) {
  ready
    .then(function () {
      var answer = wasm_bindgen.answer(event.data);
      postMessage(answer, [answer.buffer]);
    })
    .catch(function () {
      postMessage(null);
    });
};
