import { examples } from "@/lib/core/examples";
import type { Script } from "@/lib/models/demo/script";

const known = examples.map(({ question }) => `- ${question}`).join("\n");

const connecting = `To get real answers, open **Settings** and do one of these:

1. Enter an OpenRouter key.
2. Add any OpenAI-compatible endpoint with its address and, if it needs one, its key.
3. Start Ollama or LM Studio on this machine; Parley finds it without any setting.

Then choose a panel made of those models.`;

const knows = `The demo knows these six questions:

${known}

After the first one it also knows a follow-up about a national coal phase-out.`;

/** The honest reply to every question that has no script. */
export const unknown: Script = {
  question: null,
  follows: null,
  answers: {
    atlas: {
      text: `This is the demo: its answers are scripted, and your question is not among them. No model has read it.\n\n${knows}\n\n${connecting}`,
    },
    birch: {
      text: `I belong to the demo. My answers are scripted, and none was written for this question, so anything I said about it would be made up.\n\n${knows}\n\n${connecting}`,
    },
    cato: {
      text: `I could pretend to have a view. But in this demo every answer is scripted, and there is no script for your question. A sceptic should say so.\n\n${knows}\n\n${connecting}`,
    },
    delta: {
      text: `Nothing was sent to a model. The demo only replays scripted answers, and it has none for this question.\n\n${connecting}\n\n${knows}`,
    },
    ember: {
      text: `**No answer from me.** The demo is scripted and does not know this question.\n\n${connecting}\n\n${knows}`,
    },
  },
  points: [
    {
      kind: "consensus",
      key: "scripted",
      topic: "The demo has no script for this question",
      weight: 3,
      views: [
        { by: "atlas", quote: "its answers are scripted, and your question is not among them" },
        { by: "birch", quote: "My answers are scripted, and none was written for this question" },
        { by: "cato", quote: "in this demo every answer is scripted, and there is no script for your question" },
        { by: "delta", quote: "The demo only replays scripted answers, and it has none for this question" },
        { by: "ember", quote: "The demo is scripted and does not know this question" },
      ],
      point: "These answers are scripted and say nothing about your question; a real model has to be connected first.",
    },
  ],
  finalAnswer: `This is the demo. Its answers are scripted, and there is no script for your question, so this text says nothing about it. ⟦scripted⟧

${knows}

${connecting}`,
};
