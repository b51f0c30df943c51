const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Thai}/u, "th"],
  [/[їєґі]/iu, "uk"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Greek}/u, "el"],
  [/\p{Script=Hebrew}/u, "he"],
  [/[پچژگ]/u, "fa"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Devanagari}/u, "hi"],
];

const functionWords: Readonly<Record<string, readonly string[]>> = {
  de: ["der", "die", "das", "und", "ist", "für", "wie", "nicht", "eine", "wurde", "bei", "von", "mit", "welche"],
  fr: ["le", "les", "des", "est", "pour", "dans", "quelle", "quel", "une", "sur", "et", "du", "aux"],
  es: ["el", "los", "las", "para", "qué", "cuál", "una", "del", "por", "cómo", "según"],
  it: ["il", "gli", "della", "per", "che", "quale", "una", "nel", "sono", "dei"],
  pt: ["os", "para", "uma", "qual", "não", "dos", "das", "como", "são"],
  nl: ["het", "een", "voor", "welke", "niet", "van", "zijn", "hoe"],
};

/** The edition of a wiki that fits a query: by its script, else by its small words; English when unsure. */
export function languageOf(query: string): string {
  const script = scripts.find(([pattern]) => pattern.test(query));
  if (script) return script[1];
  const words = new Set(query.toLowerCase().match(/\p{L}+/gu) ?? []);
  const counts = Object.entries(functionWords).map(([language, list]) => ({
    language,
    count: list.filter((word) => words.has(word)).length,
  }));
  const best = counts.reduce((first, next) => (next.count > first.count ? next : first));
  return best.count >= 2 ? best.language : "en";
}
