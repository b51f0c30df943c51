import "@fontsource-variable/inter/opsz.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { type ServerClock, ServerClockProvider } from "@/components/conversation/page-clock";
import { Shell } from "@/components/conversation/shell";
import { sidebarCookie } from "@/components/conversation/sidebar-cookie";
import { themeScript } from "@/components/conversation/theme-script";
import { container } from "@/lib/server/container";
import { type InitialData, Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s · Parley" },
  description: "A panel of models answers, a judge shows where they agree and disagree.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, interactiveWidget: "resizes-content" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const sent = new Headers(await headers());
  const initial = readInitial(sent);
  const collapsed = (await cookies()).get(sidebarCookie)?.value === "closed";
  const theme = initial?.settings.theme ?? "system";
  return (
    <html
      lang="en"
      className={theme === "dark" ? "dark" : undefined}
      data-answer-font={initial?.settings.answerFont}
      suppressHydrationWarning
    >
      <head>
        {theme === "system" ? (
          <script
            nonce={sent.get("x-nonce") ?? undefined}
            suppressHydrationWarning
            dangerouslySetInnerHTML={{ __html: themeScript }}
          />
        ) : null}
      </head>
      <body>
        <Providers initial={initial}>
          <ServerClockProvider clock={serverClock()}>
            <Shell collapsedAtStart={collapsed}>{children}</Shell>
          </ServerClockProvider>
        </Providers>
      </body>
    </html>
  );
}

function serverClock(): ServerClock {
  const now = container().clock.now();
  return { now, minutesEast: -new Date(now).getTimezoneOffset() };
}

/** Nothing for a stranger: pages then send them to the sign-in page, which needs no data. */
function readInitial(sent: Headers): InitialData | null {
  const { access, conversations, panels, settings } = container();
  if (!access.isKnownHost(sent) || !access.isSignedIn(sent)) return null;
  return { conversations: conversations.list({}), panels: panels.list(), settings: settings.view() };
}
