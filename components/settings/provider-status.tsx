import { Check, CircleDashed, KeyRound, TriangleAlert } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import type { ProviderView } from "@/lib/core/api-providers";
import type { TestOutcome } from "./use-providers";

const looks = {
  connected: { word: "Connected", Icon: Check, tone: "text-text-3" },
  unchecked: { word: "Not checked yet", Icon: CircleDashed, tone: "text-text-3" },
  unreachable: { word: "Unreachable", Icon: TriangleAlert, tone: "text-danger" },
  not_authorized: { word: "Key refused", Icon: KeyRound, tone: "text-danger" },
} as const;

/** An icon and one word. */
export function ProviderStatus({ status }: Pick<ProviderView, "status">) {
  const { word, Icon, tone } = looks[status];
  return (
    <span className={cx("inline-flex items-center gap-1.5 text-12 font-medium", tone)}>
      <Icon aria-hidden size={14} strokeWidth={1.75} />
      {word}
    </span>
  );
}

/** What a test says, in one sentence. */
export function TestResult({ outcome }: { outcome: TestOutcome }) {
  return (
    <output className="mt-1.5 flex items-start gap-2 text-12">
      {outcome === null ? (
        <>
          <Spinner size={14} /> <span className="text-text-2">Testing</span>
        </>
      ) : (
        <span className={outcome.ok ? "text-text" : "text-danger"}>{outcome.message}</span>
      )}
    </output>
  );
}
