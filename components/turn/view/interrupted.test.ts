import { expect, test } from "vitest";
import { applyEvent } from "@/lib/core/apply-event";
import { testPanel, testRequest } from "@/lib/core/test-kit";
import { noticesOf } from "./notices";

test("a turn that broke off before it was chosen who answers says so, and can go on", () => {
  const panel = testPanel(["t:yes", "t:no"]);
  const started = { type: "turn-started" as const, at: 1, ...testRequest(panel, { mode: "auto" }) };
  const interrupted = applyEvent(applyEvent(null, started), { type: "turn-interrupted", at: 2 });
  expect(noticesOf(interrupted, null, {})).toMatchObject([
    {
      subject: "The server stopped while a model was choosing who answers.",
      text: "Continue asks it again.",
      action: { type: "continue", words: "Continue" },
    },
  ]);
});
