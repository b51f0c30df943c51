import { createServer } from "node:http";
import { stdout } from "node:process";

/** A site of its own process for the page bench: `/page/N` is an article, `/large` one of 2 MB, `/asked` what was asked for. */
const asked: Record<string, number> = {};

const paragraph =
  "<p>The rate rose by <b>0.4 points</b> in May, <a href='/page/1'>the office says</a>, after three months without a change; nobody expects another rise before the autumn of this year.</p>\n";
const section = `<section><h2>What was said</h2>${paragraph.repeat(10)}<ul><li>first</li><li>second</li></ul><table><tr><td>May</td><td>4.1</td></tr></table></section>`;
const pageOf = (bytes: number) =>
  `<!doctype html><html><head><title>Rates</title></head><body><nav><a href="/">Home</a></nav><article>${section.repeat(Math.ceil(bytes / section.length))}</article></body></html>`;
const small = pageOf(60_000);
const large = pageOf(2_000_000);

const server = createServer((request, response) => {
  const path = request.url ?? "/";
  if (path === "/asked") return void response.end(JSON.stringify(asked));
  asked[path] = (asked[path] ?? 0) + 1;
  if (path === "/robots.txt") return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(path === "/large" ? large : small);
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  stdout.write(`${typeof address === "object" ? address?.port : 0}\n`);
});
