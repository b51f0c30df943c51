"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useTokenActions, useTokens } from "@/lib/client/tokens";
import type { CreatedToken } from "@/lib/core/api-tokens";
import { newToken, TokenForm } from "./token-form";
import { TokenRow } from "./token-row";
import { WaitingList } from "./waiting-list";

/** What programs identify themselves with. */
export function TokenList({ passwordOn }: { passwordOn: boolean }) {
  const { data: tokens, isError, refetch } = useTokens();
  const { create } = useTokenActions();
  const [step, setStep] = useState<"list" | "form" | CreatedToken>("list");
  const close = () => {
    create.reset();
    setStep("list");
  };
  return (
    <div className="rounded-10 border border-line bg-surface">
      {tokens ? (
        <ul className="divide-y divide-line">
          {tokens.length === 0 ? (
            <li className="px-4 py-3 text-13 text-text-2">{passwordOn ? noneWithPassword : noneWithout}</li>
          ) : null}
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      ) : (
        <WaitingList isError={isError} problem="The API tokens could not be read." onRetry={() => void refetch()} />
      )}
      {step === "list" ? (
        <button
          type="button"
          onClick={() => setStep("form")}
          className="flex h-10 w-full items-center gap-3 rounded-b-10 border-t border-line px-4 text-13 font-medium hover:bg-hover pointer-coarse:h-11"
        >
          <Plus aria-hidden size={16} strokeWidth={1.75} />
          New API token
        </button>
      ) : null}
      {step === "form" ? (
        <TokenForm
          label="New API token"
          value={newToken}
          save={create.isPending ? "Making" : "Make the token"}
          busy={create.isPending}
          error={create.error}
          onSave={(input) => create.mutate(input, { onSuccess: setStep })}
          onCancel={close}
        />
      ) : null}
      {typeof step === "object" ? <ShownOnce created={step} onDone={close} /> : null}
    </div>
  );
}

const noneWithPassword = "No token yet. Programs can also come with the access password as their key.";
const noneWithout =
  "No token yet. Programs on this machine may use any key; a token gives one of them a name, limits and a history of its own.";

function ShownOnce({ created: { token, secret }, onDone }: { created: CreatedToken; onDone: () => void }) {
  return (
    <section
      aria-label={`The token of ${token.name}`}
      className="grid gap-3 border-t border-line bg-canvas px-4 pt-4 pb-5"
    >
      <output className="text-13">
        <strong className="font-semibold">Copy it now.</strong> The token of {token.name} is not shown again.
      </output>
      <code className="block rounded-7 bg-sunken px-3 py-2 font-mono text-12 break-all">{secret}</code>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton variant="primary" text={secret} what="the token" />
        <Button variant="quiet" onClick={onDone}>
          Done
        </Button>
        <Link href="/docs/api" className="ml-auto text-13 text-accent underline-offset-2 hover:underline">
          How to use it
        </Link>
      </div>
    </section>
  );
}
