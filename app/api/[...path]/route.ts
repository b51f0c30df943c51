import { handle } from "@/lib/server/http";
import { notFound } from "@/lib/server/refusals";

/** Any other address below /api: a problem document instead of a page. */
const refuse = handle<unknown>(() => {
  throw notFound("route");
});

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
