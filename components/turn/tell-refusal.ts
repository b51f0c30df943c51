import { toast } from "@/components/ui/toast-store";
import type { Problem } from "@/lib/core/api";

/** Says that a running turn can no longer be followed; what is on the screen stays there to be copied. */
export function tellRefusal({ status, detail }: Problem): void {
  const words = status === 404 ? "This turn was deleted." : `This turn can no longer be followed. ${detail}`;
  toast({ kind: "error", key: "turn-refused", title: `${words} What had arrived still stands here.` });
}
