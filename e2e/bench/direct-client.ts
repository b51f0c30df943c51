import { cpuUsage, stdout } from "node:process";
import { parseArgs } from "node:util";
import OpenAI from "openai";

/**
 * The bare `openai` client on the same upstream, as its own process: reads so many streams at once and prints what
 * each repetition took, as JSON.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "" },
    model: { type: "string", default: "" },
    streams: { type: "string", default: "8" },
    repetitions: { type: "string", default: "5" },
  },
});
const client = new OpenAI({ baseURL: values.url, apiKey: "bench", maxRetries: 0 });

async function readStream(): Promise<number> {
  const messages = [{ role: "user" as const, content: "Count." }];
  const stream = await client.chat.completions.create({ model: values.model, messages, stream: true });
  let characters = 0;
  for await (const chunk of stream) characters += chunk.choices[0]?.delta.content?.length ?? 0;
  return characters;
}

const samples: { cpuMicroseconds: number; wallMs: number }[] = [];
for (let repetition = 0; repetition < Number(values.repetitions); repetition += 1) {
  const before = cpuUsage();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: Number(values.streams) }, readStream));
  const { user, system } = cpuUsage(before);
  samples.push({ cpuMicroseconds: user + system, wallMs: performance.now() - startedAt });
}
stdout.write(JSON.stringify(samples));
