"use client";
import { MessagePage } from "@/components/conversation/message-page";
import { Button, ButtonLink } from "@/components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/" variant="quiet">
            New conversation
          </ButtonLink>
        </>
      }
    >
      Your conversations are kept, and turns that run go on.
      {error.digest ? ` The server's log has the cause under ${error.digest}.` : null}
    </MessagePage>
  );
}
