import { handleProgram } from "@/lib/server/compat/handle-program";
import { listModels } from "@/lib/server/compat/model-rows";

export const GET = handleProgram(null, (request) => Response.json(listModels(request.url)));
