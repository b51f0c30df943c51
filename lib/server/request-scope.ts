import { randomBytes } from "node:crypto";

export const requestIdHeader = "x-request-id";

/** The id of a request: the one a proxy gave it, so that its log and ours can be read together, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(requestIdHeader);
  return given !== null && /^[\w.:-]{8,128}$/.test(given) ? given : randomBytes(9).toString("base64url");
}

/** The shape of a path without the ids in it, which say nothing about what was asked: `/api/turns/:id/events`. */
export function shapeOfPath(url: string): string {
  const parts = new URL(url).pathname.split("/").slice(0, 12);
  return parts.map((part, index) => (isName(part, index) ? part : ":id")).join("/");
}

/** Under `/api` names and ids take turns, but for the names of actions. */
function isName(part: string, index: number): boolean {
  return index <= 2 || /^[a-z]{2,20}(?:-[a-z]{2,20})?$/.test(part);
}
