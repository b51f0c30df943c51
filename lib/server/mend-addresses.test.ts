import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { mendAddresses, mendedAddress } from "./mend-addresses";

test.each([
  ["/api/turns/%", "/api/turns/%25"],
  ["/api/turns/%ED%A0%80/events?after=%", "/api/turns/%25ED%25A0%2580/events?after=%"],
  ["/c/100%25", "/c/100%25"],
  ["/v1/models/a%2Fb%", "/v1/models/a%252Fb%25"],
  ["/c/%E4%B8%AD?q=100%?", "/c/%E4%B8%AD?q=100%?"],
  ["*", "*"],
])("the address %s becomes %s", (address, mended) => {
  expect(mendedAddress(address)).toBe(mended);
});

test("a server of this process sees the mended address only", async () => {
  mendAddresses();
  const server = createServer((request, response) => response.end(`seen ${request.url} `));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const socket = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
  socket.end("GET /api/turns/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString()).toContain("seen /api/turns/%25zz ");
  server.close();
});
