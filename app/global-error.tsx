"use client";
import "./globals.css";
import { Button } from "@/components/ui/button";

type GlobalErrorProps = { error: Error & { digest?: string } };

/** Shown when even the frame of the pages cannot be drawn; it must not need anything of it. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Parley could not be shown</title>
        <main className="mx-auto flex min-h-dvh max-w-[560px] flex-col justify-center px-4">
          <h1 className="title-face text-26">Parley could not be shown</h1>
          <p className="pt-2 pb-6 text-14 text-text-2">
            Your conversations are kept, and turns that run go on.
            {error.digest ? ` The server's log has the cause under ${error.digest}.` : null}
          </p>
          <div>
            <Button variant="primary" onClick={() => window.location.reload()}>
              Load again
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
