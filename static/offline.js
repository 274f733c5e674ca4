// Has the browser keep the page for visits without a network (sw.js), and says when a
// newer version of it has come. Nothing is loaded anew unless somebody asks for that.
"use strict";

(function () {
  if (!("serviceWorker" in navigator) || !/^http/.test(location.protocol)) return;

  // Not before the page itself is there: it comes first.
  addEventListener("load", function () {
    setTimeout(function () {
      navigator.serviceWorker.register("./sw.js").then(watch, function () {});
    }, 3000);
  });

  function watch(registration) {
    // Where somebody's settings forbid it there is none.
    if (!registration) return;
    if (registration.waiting) announce(registration);
    registration.addEventListener("updatefound", function () {
      var coming = registration.installing;
      coming.addEventListener("statechange", function () {
        // Where none was in charge before, this is the first visit.
        if (coming.state === "installed" && navigator.serviceWorker.controller) announce(registration);
      });
    });
    // A page that stays open for days asks now and then.
    addEventListener("visibilitychange", function () {
      if (document.visibilityState === "visible") registration.update().catch(function () {});
    });
  }

  function announce(registration) {
    if (document.getElementById("update")) return;
    var line = document.createElement("div");
    line.id = "update";
    line.className = "update";
    line.setAttribute("role", "status");
    var words = document.createElement("span");
    words.textContent = "A new version of this page is ready.";
    line.append(words, button("Reload", reload), button("Later", function () { line.remove(); }));
    document.body.append(line);

    function reload() {
      // What is being read in or written out is not broken off.
      if (document.querySelector("[data-testid=import-progress], [data-testid=export-progress]")) {
        words.textContent = "It is loaded as soon as the files are done.";
        setTimeout(reload, 500);
        return;
      }
      navigator.serviceWorker.addEventListener("controllerchange", function () { location.reload(); });
      if (registration.waiting) registration.waiting.postMessage("take over");
      else location.reload();
    }
  }

  function button(label, onclick) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = "quiet";
    element.textContent = label;
    element.addEventListener("click", onclick);
    return element;
  }
})();
