/** What the scripted models say. Tests compare against the same functions. */

/** Two "plain" models share the first sentence, contradict each other in the second, and each adds a third. */
export function plainAnswer(suffix: string): string {
  const percent = 20 + (suffix.charCodeAt(0) % 60);
  return [
    "Water boils at one hundred degrees Celsius at sea level and at lower temperatures higher up.",
    `A pressure cooker shortens the cooking of dried beans by about ${percent} percent compared with an open pot.`,
    `Cook number ${percent} also keeps the lid closed for a while because the steam goes on working after the flame is off.`,
  ].join("\n\n");
}

export const reasoningText = "First I compare the boiling points, then the pressures.";
export const emojiText = "Grüße 👩‍🚀 aus Köln, 東京 und Reykjavík 🧊🇮🇸, done.";
export const refusalText = "I cannot help with that.";
export const citations = [
  { url: "https://example.org/boiling", title: "Boiling points" },
  { url: "https://example.com/pressure?x=1", title: "Pressure cookers" },
];

/** `word-1 word-2 ...` */
export function numberedWords(count: number): string {
  return Array.from({ length: count }, (_, index) => `word-${index + 1}`).join(" ");
}

/** The tags `[[tag:x]]` in a text, each once. */
export function tagsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\[\[tag:([\w-]+)\]\]/g)].map((match) => match[1] ?? ""))];
}

/** A model that signs its answer and tells whose signatures it has seen, without repeating them as signatures. */
export function taggedAnswer(tag: string, input: string): string {
  return `This answer is signed [[tag:${tag}]]. Signatures seen in the input: ${tagsIn(input).join(" ") || "none"}.`;
}

/** A text as the pieces in which a model streams it. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
}
