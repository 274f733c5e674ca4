// What a case file carries, for boot.js: the page's module, the address that its
// worker is started from, and the file itself, which the worker reads as its collection.
//
// Workers of a page from disk can't load what the page has, so that all that a worker
// needs stands in its own script; a worker may start others from scripts of its own.
"use strict";

var carried = (function () {
  function taken(id) {
    var block = document.getElementById(id);
    var text = block.textContent;
    block.remove();
    return text;
  }

  // Also within the workers: it needs nothing but its text.
  function unpacked(text) {
    var signs = atob(text);
    var bytes = new Uint8Array(signs.length);
    for (var n = 0; n < signs.length; n++) bytes[n] = signs.charCodeAt(n);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
  }

  function address(parts) {
    return URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  }

  // The file as it was, so that it can be read and another be made of it: the shell
  // stands in it once more, packed.
  function whole(texts, shell) {
    var open = '<script type="application/octet-stream" ';
    var close = "<" + "/script>\n";
    var mark = "<" + "!--carried--" + ">";
    var at = shell.indexOf(mark);
    var parts = [shell.slice(0, at)];
    Object.keys(texts).forEach(function (id) {
      parts.push(open, 'id="', id, '">', texts[id], close);
    });
    document.querySelectorAll("script.archive").forEach(function (block) {
      parts.push(new Blob([open, 'class="archive">', block.textContent, close]));
      block.remove();
    });
    parts.push(shell.slice(at + mark.length));
    return new Blob(parts);
  }

  // Nothing else keeps what is done here: whoever leaves is asked before it is lost.
  addEventListener("beforeunload", function (event) { if (window.unsaved) event.preventDefault(); });

  return async function () {
    var texts = {};
    ["page.wasm", "worker.js", "worker.wasm", "reader.js", "reader.wasm", "shell"].forEach(function (id) {
      texts[id] = taken(id);
    });
    var texted = function (id) { return unpacked(texts[id]).text(); };
    var [worker, reader, shell] = await Promise.all(["worker.js", "reader.js", "shell"].map(texted));
    var own = unpacked + "\n";
    // As static/reader.js has it.
    var answers =
      '\nvar ready = unpacked(packed).arrayBuffer().then(function (bytes) { return wasm_bindgen({ module_or_path: bytes }); });' +
      "\nonmessage = function (event) { ready.then(function () { var answer = wasm_bindgen.answer(event.data); postMessage(answer, [answer.buffer]); })" +
      ".catch(function () { postMessage(null); }); };";
    var readers =
      "\nvar carried = true;\nvar reader = URL.createObjectURL(new Blob([" +
      JSON.stringify(own + reader) + ', "\\nvar packed = \'", packed.reader, "\';", ' + JSON.stringify(answers) +
      '], { type: "text/javascript" }));';
    return {
      page: unpacked(texts["page.wasm"]).arrayBuffer(),
      worker: address([
        own, worker,
        "\nvar packed = { worker: '", texts["worker.wasm"], "', reader: '", texts["reader.wasm"], "' };",
        readers,
        "\nunpacked(packed.worker).arrayBuffer().then(function (bytes) { packed = null; wasm_bindgen({ module_or_path: bytes }); });",
      ]),
      file: whole(texts, shell),
    };
  };
})();
