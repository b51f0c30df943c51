import { toast } from "@/components/ui/toast-store";
import { problemOfError } from "@/lib/client/problem";

/** Options for a mutation of a turn: what the server refuses is said in its words. */
export const tellProblem = {
  onError: (error: unknown) => {
    toast({ kind: "error", key: "turn-problem", title: problemOfError(error).detail });
  },
};
