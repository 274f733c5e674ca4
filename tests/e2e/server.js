// A static server as plain as the ones that pages are hosted on: files as they
// are, no header that helps, the page at / and, as a project site, at /name/.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".zip": "application/zip",
};

// Serves `dist` at a free port of this machine. `files` gives other contents
// to some paths of the page: a Buffer, or null for a file that is not there, or a
// promise of either. `asked` has the paths that were asked for, in order.
export async function serve(dist, files = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const inside = path.replace(/^\/name\//, "/").replace(/\/$/, "/index.html").slice(1);
    asked.push(inside);
    try {
      const body = inside in files ? await files[inside] : await readFile(join(dist, inside));
      if (!body) throw new Error("not there");
      response.writeHead(200, { "content-type": TYPES[extname(inside)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    asked,
    origin,
    root: `${origin}/`,
    project: `${origin}/name/`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
