import { handleProgram } from "@/lib/server/compat/handle-program";
import { notFound } from "@/lib/server/refusals";

/** Any other address of the OpenAI-compatible surface: an error that its clients can read. */
const refuse = handleProgram(null, () => {
  throw notFound("route");
});

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
