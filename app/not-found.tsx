import type { Metadata } from "next";
import { MessagePage } from "@/components/conversation/message-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title="There is no such page" actions={<ButtonLink href="/">New conversation</ButtonLink>}>
      The address leads nowhere, or what was here has been deleted.
    </MessagePage>
  );
}
