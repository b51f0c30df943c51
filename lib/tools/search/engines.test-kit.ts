import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { EngineAddresses } from "./engine";

type Seen = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: unknown;
};
type Reply = { status?: number; body?: unknown; raw?: string; hang?: boolean };

export type EngineServer = {
  addresses: EngineAddresses;
  origin: string;
  seen: Seen[];
  /** What a path answers, instead of its recorded form. */
  set(path: string, reply: Reply): void;
  close(): Promise<void>;
};

/** What each engine really sends, shortened. */
const recorded: Readonly<Record<string, unknown>> = {
  "/searx/search": {
    query: "x",
    number_of_results: 0,
    results: [
      {
        url: "https://one.example/a",
        title: "One",
        content: "First &amp; best",
        engine: "bing",
        publishedDate: "2024-05-03T00:00:00",
        score: 1,
      },
      { url: "https://two.example/b", title: "Two", content: null, publishedDate: null },
      { title: "a row without an address" },
      { url: "javascript:alert(1)", title: "no page" },
    ],
    answers: [],
    suggestions: [],
  },
  "/brave": {
    type: "search",
    web: {
      type: "search",
      results: [
        {
          title: "Brave <strong>one</strong>",
          url: "https://one.example/a",
          description: "About &quot;it&quot;",
          page_age: "2025-01-02T10:00:00",
          age: "2 weeks ago",
        },
        { title: "Two", url: "https://sub.two.example/b", description: "Other" },
      ],
    },
  },
  "/tavily": {
    query: "x",
    results: [
      {
        title: "T",
        url: "https://one.example/t",
        content: "Text",
        score: 0.9,
        published_date: "Tue, 05 Mar 2024 10:00:00 GMT",
      },
    ],
    response_time: 0.6,
  },
  "/exa": {
    requestId: "r",
    results: [
      {
        id: "https://one.example/e",
        title: null,
        url: "https://one.example/e",
        publishedDate: "2023-11-04T00:00:00.000Z",
        author: "A",
        text: "Words of the page",
      },
    ],
  },
  "/wikipedia/en": {
    batchcomplete: true,
    query: {
      search: [
        {
          ns: 0,
          title: "Carbon tax",
          pageid: 1,
          snippet: 'A <span class="searchmatch">carbon tax</span> is',
          timestamp: "2026-10-01T00:00:00Z",
        },
      ],
    },
  },
  "/wikipedia/ja": { query: { search: [{ title: "炭素税", snippet: "環境", timestamp: "2026-01-01T00:00:00Z" }] } },
  "/wikinews/en": { query: { search: [{ title: "Price falls", snippet: "News", timestamp: "2023-12-20T00:00:00Z" }] } },
  "/wikinews/ja": { query: { search: [] } },
  "/crossref": {
    status: "ok",
    message: {
      items: [
        {
          URL: "https://doi.org/10.1/x",
          title: ["Prices vs. quantities"],
          "container-title": ["Review"],
          issued: { "date-parts": [[1974, 10]] },
        },
        { URL: "https://doi.org/10.1/y" },
      ],
    },
  },
};

/** For tests: one server on loopback that answers as every engine does. */
export async function openEngineServer(): Promise<EngineServer> {
  const seen: Seen[] = [];
  const replies = new Map<string, Reply>();
  const server = createServer((request, response) => {
    void take(request).then((call) => {
      seen.push(call);
      const reply = replies.get(call.path) ?? { body: recorded[call.path] };
      if (!reply.hang) write(response, reply);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const place = server.address();
  const origin = `http://127.0.0.1:${typeof place === "object" ? place?.port : 0}`;
  return {
    origin,
    addresses: {
      brave: `${origin}/brave`,
      tavily: `${origin}/tavily`,
      exa: `${origin}/exa`,
      wikipedia: `${origin}/wikipedia/{language}`,
      wikinews: `${origin}/wikinews/{language}`,
      crossref: `${origin}/crossref`,
    },
    seen,
    set: (path, reply) => replies.set(path, reply),
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

async function take(request: IncomingMessage): Promise<Seen> {
  const url = new URL(request.url ?? "/", "http://engine");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const body: unknown = text === "" ? null : JSON.parse(text);
  const { method = "", headers } = request;
  return { method, path: url.pathname, query: url.searchParams, headers, body };
}

function write(response: ServerResponse, { status = 200, body = {}, raw }: Reply): void {
  const headers = status === 302 ? { location: "/elsewhere" } : { "content-type": "application/json" };
  response.writeHead(status, headers).end(raw ?? JSON.stringify(body));
}
