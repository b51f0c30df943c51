"use client";
import { type InfiniteData, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ConnectionToast } from "@/components/conversation/connection-toast";
import { ThemeFollower } from "@/components/conversation/theme";
import { KeysHost } from "@/components/ui/keys";
import { LiveRegion } from "@/components/ui/live-region";
import { ToastHost } from "@/components/ui/toast";
import { TooltipHost } from "@/components/ui/tooltip";
import { watchFocus } from "@/lib/client/focus";
import { ProblemError } from "@/lib/client/problem";
import { queryKeys } from "@/lib/client/query-keys";
import { useSettings } from "@/lib/client/settings";
import type { ConversationPage, PanelList, SettingsView } from "@/lib/core/api";
import { signInAddress } from "@/lib/core/sign-in-address";

/** What the server knows when it draws the page, so that nothing flashes while it loads. */
export type InitialData = { conversations: ConversationPage; panels: PanelList; settings: SettingsView };

type ProvidersProps = { initial: InitialData | null; children: ReactNode };

export function Providers({ initial, children }: ProvidersProps) {
  const [client] = useState(() => createClient(initial));
  useEffect(watchFocus, []);
  return (
    <QueryClientProvider client={client}>
      {children}
      <ThemeFollower />
      <Keys />
      <TooltipHost />
      <ConnectionToast />
      <ToastHost />
      <LiveRegion />
    </QueryClientProvider>
  );
}

function Keys() {
  return <KeysHost singleKeys={useSettings()?.singleKeys ?? true} />;
}

function createClient(initial: InitialData | null): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: goToSignIn }),
    defaultOptions: {
      queries: { staleTime: 15_000, refetchOnWindowFocus: false, retry: mayRetry },
      mutations: { onError: goToSignIn },
    },
  });
  if (!initial) return client;
  const pages: InfiniteData<ConversationPage, string | null> = { pages: [initial.conversations], pageParams: [null] };
  client.setQueryData(queryKeys.conversations(), pages);
  client.setQueryData(queryKeys.panels, initial.panels);
  client.setQueryData(queryKeys.settings, initial.settings);
  return client;
}

/** A refusal stays a refusal; only what never arrived is tried again. */
function mayRetry(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
}

function goToSignIn(error: unknown): void {
  const isStranger = error instanceof ProblemError && error.problem.code === "sign_in_required";
  const { pathname } = window.location;
  if (isStranger && pathname !== "/sign-in") window.location.assign(signInAddress(pathname));
}
