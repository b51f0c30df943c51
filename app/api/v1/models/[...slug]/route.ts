import { handleProgram } from "@/lib/server/compat/handle-program";
import { findModel } from "@/lib/server/compat/model-rows";

export const GET = handleProgram(null, (request) => Response.json(findModel(new URL(request.url).pathname)));
