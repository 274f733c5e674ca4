// Keeps the page for visits without a network: all that it is made of, under the
// version that tools/finish-page.sh writes in here with the names.
//
// A newer version waits until whoever reads the page asks for it, and the version
// before stays, so that a page that is open goes on with its own parts.
"use strict";

var own = "cuttings " + registration.scope + " ";
var cache = own + "VERSION";

// What the first sight needs, and what is fetched late.
var first = FIRST;
var late = LATE;

addEventListener("install", function (event) {
  event.waitUntil(
    caches.open(cache).then(function (kept) {
      // Those whose names don't change with their contents are asked for anew.
      var asked = function (name) {
        return new Request(name, { cache: /-[0-9a-f]{6,}[._]|\?/.test(name) ? "default" : "no-cache" });
      };
      return kept.addAll(first.map(asked)).then(function () {
        return kept.addAll(late.map(asked)).catch(function () {});
      });
    })
  );
});

addEventListener("message", function (event) {
  if (event.data === "take over") skipWaiting();
});

addEventListener("activate", function (event) {
  event.waitUntil(
    caches.keys().then(function (names) {
      var ours = names.filter(function (name) { return name.startsWith(own) && name !== cache; });
      return Promise.all(ours.slice(0, -1).map(function (name) { return caches.delete(name); }));
    })
  );
});

addEventListener("fetch", function (event) {
  var request = event.request;
  var url = new URL(request.url);
  if (!url.href.startsWith(registration.scope) || !/^(GET|HEAD)$/.test(request.method)) return;
  var name = url.href.slice(registration.scope.length);
  var isPage = request.mode === "navigate" && /^(index\.html)?([?#]|$)/.test(name);
  var wanted = isPage ? registration.scope : url.href.split("#")[0];
  event.respondWith(
    caches.open(cache)
      .then(function (kept) { return kept.match(wanted); })
      // Parts of the version before, for pages that are still open.
      .then(function (found) { return found || caches.match(wanted); })
      .then(function (found) {
        if (found) return request.method === "HEAD" ? new Response(null, { headers: found.headers }) : found;
        return fetch(request);
      })
  );
});
