/** A text to copy, and what to know about it. */
export type Sample = { id: string; label: string; language: string; code: string; note?: string };

type Place = { baseUrl: string; model: string };

const question = "Is a carbon tax better than a cap on emissions?";

/** The same question from every common client of OpenAI's or OpenRouter's interface. The key stands in PARLEY_API_KEY. */
export function programSamples(place: Place): Sample[] {
  return [curl(place), python(place), javascript(place), aiSdk(place), openRouter(place), langChain(place)];
}

function curl({ baseUrl, model }: Place): Sample {
  const body = JSON.stringify({ model, stream: true, messages: [{ role: "user", content: question }] }, null, 2);
  return {
    id: "curl",
    label: "curl",
    language: "sh",
    code: `curl -N ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer $PARLEY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`,
  };
}

function python({ baseUrl, model }: Place): Sample {
  return {
    id: "python",
    label: "Python",
    language: "python",
    code: `import os
from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key=os.environ["PARLEY_API_KEY"], timeout=900)

completion = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "${question}"}],
)
print(completion.choices[0].message.content)`,
    note: "pip install openai",
  };
}

function javascript({ baseUrl, model }: Place): Sample {
  return {
    id: "javascript",
    label: "JavaScript",
    language: "js",
    code: `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: process.env.PARLEY_API_KEY, timeout: 900_000 });

const completion = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "${question}" }],
});
console.log(completion.choices[0].message.content);`,
    note: "npm install openai",
  };
}

function aiSdk({ baseUrl, model }: Place): Sample {
  return {
    id: "ai-sdk",
    label: "AI SDK",
    language: "js",
    code: `import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

const parley = createOpenAICompatible({
  name: "parley",
  baseURL: "${baseUrl}",
  apiKey: process.env.PARLEY_API_KEY,
});

const { textStream } = streamText({ model: parley("${model}"), prompt: "${question}" });
for await (const text of textStream) process.stdout.write(text);`,
    note: "npm install ai @ai-sdk/openai-compatible",
  };
}

function openRouter({ baseUrl, model }: Place): Sample {
  return {
    id: "openrouter",
    label: "OpenRouter",
    language: "js",
    code: `import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { generateText } from "ai";

// The only line that changes for a program that was written for OpenRouter.
const openrouter = createOpenRouter({ baseURL: "${baseUrl}", apiKey: process.env.PARLEY_API_KEY });

const { text } = await generateText({ model: openrouter("${model}"), prompt: "${question}" });
console.log(text);`,
    note: "npm install ai @openrouter/ai-sdk-provider",
  };
}

function langChain({ baseUrl, model }: Place): Sample {
  return {
    id: "langchain",
    label: "LangChain",
    language: "python",
    code: `import os
from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="${model}",
    base_url="${baseUrl}",
    api_key=os.environ["PARLEY_API_KEY"],
    timeout=900,
)
print(model.invoke("${question}").content)`,
    note: "pip install langchain-openai",
  };
}
