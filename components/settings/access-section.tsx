"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { signOut } from "@/lib/client/api";
import { problemOfError } from "@/lib/client/problem";
import { useSettings } from "@/lib/client/settings";
import { SettingRow } from "./setting-row";
import { SettingsSection } from "./settings-section";
import { TokenList } from "./token-list";

/** Who may open this Parley. */
export function AccessSection() {
  const settings = useSettings();
  const { mutate, isPending } = useMutation({
    mutationFn: () => signOut(),
    onSuccess: () => window.location.assign("/sign-in"),
    onError: (error) => toast({ kind: "error", title: `You are still signed in. ${problemOfError(error).detail}` }),
  });
  if (!settings) return null;
  return (
    <SettingsSection id="access" title="Access">
      {settings.passwordOn ? (
        <SettingRow
          title="Password on"
          note="Set by PARLEY_PASSWORD where Parley is started. Changing it signs everybody out."
        >
          <Button disabled={isPending} onClick={() => mutate()}>
            {isPending ? "Signing out" : "Sign out"}
          </Button>
        </SettingRow>
      ) : (
        <SettingRow
          title="No password"
          note={
            <>
              Parley answers only on the machine it runs on. To be asked for a password, and to open it to other
              machines, start it with one:
              <code className="mt-2 block overflow-x-auto rounded-7 bg-sunken px-3 py-2 font-mono text-12 text-text">
                PARLEY_PASSWORD=… npm start
              </code>
            </>
          }
        />
      )}
      <h3 className="mt-6 text-13 font-medium">API tokens</h3>
      <p className="mt-0.5 mb-3 text-12 text-text-2">
        With one, a program uses your panels as models, or over MCP.{" "}
        <Link href="/docs/api" className="text-accent underline underline-offset-2">
          How to connect one
        </Link>
      </p>
      <TokenList passwordOn={settings.passwordOn} />
    </SettingsSection>
  );
}
