const upperCaseWords = new Set([
  "ai",
  "awq",
  "bf16",
  "fp8",
  "gguf",
  "glm",
  "gpt",
  "gptq",
  "hd",
  "it",
  "lfm",
  "llm",
  "moe",
  "oss",
  "qat",
  "qwq",
  "r1",
  "rnj",
  "v2",
  "vl",
]);
const spelledWords: Readonly<Record<string, string>> = {
  chatgpt: "ChatGPT",
  deepseek: "DeepSeek",
  smollm2: "SmolLM2",
  smollm: "SmolLM",
  tinyllama: "TinyLlama",
  codellama: "Code Llama",
  minimax: "MiniMax",
};
const familiesByWord: Readonly<Record<string, string>> = {
  chatgpt: "openai",
  claude: "anthropic",
  codellama: "meta-llama",
  codestral: "mistralai",
  command: "cohere",
  devstral: "mistralai",
  gemini: "google",
  gemma: "google",
  glm: "z-ai",
  gpt: "openai",
  grok: "x-ai",
  kimi: "moonshotai",
  llama: "meta-llama",
  magistral: "mistralai",
  ministral: "mistralai",
  mistral: "mistralai",
  mixtral: "mistralai",
  o: "openai",
  phi: "microsoft",
  qwq: "qwen",
};

/** The provider's own name of a model without the vendor before the colon, else one made from the id. */
export function labelFromName(name: string | null | undefined, id: string): string {
  const given = name?.replace(/^[^:]{1,40}:\s+/, "").trim();
  return given && given !== id ? given.slice(0, 120) : labelFromId(id);
}

/** What people would call a model that only has an id: "openai/gpt-5.4" is "GPT-5.4", "llama3.2:3b" is "Llama 3.2 3B". */
export function labelFromId(id: string): string {
  const last = id.replace(/^~/, "").replace(/\/+$/, "").split("/").at(-1) ?? id;
  const bare = last.replace(/:latest$/, "").replace(/\.gguf$/i, "");
  const words = bare.split(/[-_:\s]+/).filter((word) => word !== "");
  const label = words
    .map(spell)
    .join(" ")
    .replace(/\bGPT (?=\d)/, "GPT-");
  return label === "" ? id : label.slice(0, 120);
}

function spell(word: string): string {
  const lower = word.toLowerCase();
  const known = spelledWords[lower];
  if (known) return known;
  if (upperCaseWords.has(lower)) return lower.toUpperCase();
  if (/^(\d+x)?\d+(\.\d+)?[bkm]$/.test(lower)) return lower.replace(/[bkm]$/, (unit) => unit.toUpperCase());
  if (/^[vr]\d/.test(lower)) return lower.toUpperCase();
  if (word !== lower) return word;
  const versioned = /^([a-z]{3,})(\d[\d.]*)$/.exec(lower);
  if (versioned) return `${spell(versioned[1] ?? "")} ${versioned[2] ?? ""}`;
  return /^o\d/.test(lower) ? lower : `${lower.slice(0, 1).toUpperCase()}${lower.slice(1)}`;
}

/** The maker of a model: the vendor in front of the slash, else what the first word of its name tells. */
export function familyOf(id: string): string {
  const plain = id.replace(/^~/, "").toLowerCase();
  const slash = plain.indexOf("/");
  if (slash > 0) return plain.slice(0, slash);
  const word = /^[a-z]+/.exec(plain)?.[0] ?? plain;
  return familiesByWord[word] ?? word;
}
