import { chatCompletions } from "@/lib/server/compat/chat-completions";
import { handleProgram } from "@/lib/server/compat/handle-program";

export const POST = handleProgram("ask", chatCompletions);
