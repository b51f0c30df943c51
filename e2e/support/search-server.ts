import { createServer, type ServerResponse } from "node:http";
import { listenOnLoopback, openGates } from "./local-site";

/** A row as SearXNG lists it. */
export type Found = { url: string; title: string; content: string; publishedDate?: string };

/** A SearXNG on loopback. */
export type SearchServer = {
  url: string;
  /** What was searched for, in order. */
  queries: string[];
  /** The rows of every search from now on. */
  find(rows: readonly Found[]): void;
  /** Searches are answered with this status from now on; 200 = with the rows. */
  answerWith(status: number): void;
  /** Searches wait until the function that this gives is called. */
  hold(): () => void;
  /** Lets everything go on that waits. */
  release(): void;
  close(): Promise<void>;
};

/** Starts a server that speaks SearXNG's JSON, with the rows a whole instance would send. */
export async function startSearchServer(): Promise<SearchServer> {
  const queries: string[] = [];
  const gates = openGates();
  let rows: readonly Found[] = [];
  let status = 200;

  async function search(url: URL, response: ServerResponse): Promise<void> {
    const query = url.searchParams.get("q") ?? "";
    queries.push(query);
    await gates.passed();
    // An instance without `json` among its formats answers 403, and so does one that is asked for none.
    const code = url.searchParams.get("format") === "json" ? status : 403;
    response.writeHead(code, { "content-type": "application/json" });
    response.end(code === 200 ? JSON.stringify(bodyOf(query, rows)) : "{}");
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://search");
    if (url.pathname !== "/search") response.writeHead(404).end();
    else search(url, response).catch(() => response.destroy());
  });
  const { port, close } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    queries,
    find: (next) => {
      rows = next;
    },
    answerWith: (next) => {
      status = next;
    },
    hold: gates.hold,
    release: gates.openAll,
    async close() {
      gates.openAll();
      await close();
    },
  };
}

/** The form of `GET /search?format=json`, 2025. */
function bodyOf(query: string, rows: readonly Found[]) {
  return {
    query,
    number_of_results: 0,
    results: rows.map((row, index) => ({
      ...row,
      thumbnail: "",
      engine: "duckduckgo",
      template: "default.html",
      parsed_url: parsedUrl(row.url),
      img_src: "",
      priority: "",
      engines: ["duckduckgo", "brave"],
      positions: [index + 1],
      score: 1 / (index + 1),
      category: "general",
      publishedDate: row.publishedDate ?? null,
    })),
    answers: [],
    corrections: [],
    infoboxes: [],
    suggestions: [],
    unresponsive_engines: [["wikipedia", "timeout"]],
  };
}

/** As Python's `urlparse` splits an address. */
function parsedUrl(address: string): string[] {
  const { protocol, host, pathname, search, hash } = new URL(address);
  return [protocol.slice(0, -1), host, pathname, "", search.slice(1), hash.slice(1)];
}
