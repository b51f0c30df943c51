import { handleProgram } from "@/lib/server/compat/handle-program";
import { responses } from "@/lib/server/compat/responses";

export const POST = handleProgram("ask", responses);
