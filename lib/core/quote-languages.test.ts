import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsNegation } from "./guard-tokens";
import { normaliseText } from "./normalise-text";
import { checkQuote } from "./quotes";
import { tokensOf } from "./text-tokens";

/** Plain prose as models write it, with figures, dates, units and negations; `denial`: a sentence and the negation in it. */
const prose: Record<string, { text: string; denial: [sentence: string, negation: string][] }> = {
  English: {
    text: "The carbon price fell below 70 euros in December 2023, while output rose by 1.5 percent. Small firms pay about 1,500 dollars a year for reporting, according to the agency. Since the reform in 2019 the cap covers 38 percent of all emissions and 27 countries.",
    denial: [
      ["The measure did not reduce emissions in the transport sector during the first two years.", "not "],
      ["Operators of small ferries never pay the surcharge before the harbour has closed its books.", "never "],
      ["A tariff without a price floor leads to longer contracts and to smaller investments in storage.", "without "],
    ],
  },
  German: {
    text: "Der Preis für ein Zertifikat fiel im Dezember 2023 unter 70 Euro, während die Produktion um 1,5 Prozent stieg. Kleine Betriebe zahlen laut Behörde etwa 1.500 Euro im Jahr für die Berichte. Seit der Reform von 2019 gilt die Obergrenze für 38 Prozent aller Emissionen in 27 Staaten.",
    denial: [
      [
        "Die Maßnahme hat die Emissionen im Verkehr während der ersten beiden Jahre nicht gesenkt, sagt das Amt.",
        "nicht ",
      ],
      ["Für kleine Fähren gibt es keine Abgabe im Hafen, solange die Werft offen bleibt.", "keine "],
      ["Ein Tarif ohne Mindestpreis führt zu längeren Verträgen und kleineren Speichern im Netz.", "ohne "],
    ],
  },
  French: {
    text: "Le prix du quota est passé sous 70 euros en décembre 2023, alors que la production a progressé de 1,5 %. Les petites entreprises paient environ 1 500 euros par an pour les rapports, selon l'agence. Depuis la réforme de 2019, le plafond couvre 38 % des émissions de 27 pays.",
    denial: [
      ["La mesure n'a pas réduit les émissions du transport pendant les deux premières années.", "pas "],
      ["Les petits bateaux payent sans délai la surtaxe du port à la fin de chaque saison.", "sans "],
    ],
  },
  Spanish: {
    text: "El precio del permiso cayó por debajo de 70 euros en diciembre de 2023, mientras la producción creció un 1,5 %. Las empresas pequeñas pagan unos 1.500 euros al año por los informes, según la agencia. Desde la reforma de 2019 el límite cubre el 38 % de las emisiones de 27 países.",
    denial: [
      ["La medida no redujo las emisiones del transporte durante los dos primeros años de la reforma.", "no "],
      ["Los barcos pequeños nunca pagan el recargo del puerto antes del cierre de la temporada.", "nunca "],
    ],
  },
  Chinese: {
    text: "碳价在2023年12月跌破70欧元，而产量同比增长1.5%。据该机构称，小型企业每年为编写报告支付约1500欧元。自2019年改革以来，总量上限覆盖27个国家约38%的排放量。",
    denial: [
      ["该措施在头两年并没有减少交通部门的排放量，专家对此感到意外。", "没有"],
      ["小型渡轮在港口关闭之前不需要支付附加费，这一点写入了合同。", "不"],
    ],
  },
  Japanese: {
    text: "炭素価格は2023年12月に70ユーロを下回り、生産は前年比1.5%増加した。当局によると、小規模な企業は報告のために年間約1500ユーロを支払っている。2019年の改革以降、上限は27か国の排放の約38%を対象としている。",
    denial: [
      ["この措置は最初の二年間に交通部門の排出量を減らさなかったと専門家は説明している。", "なかった"],
      ["小型のフェリーは港が閉まるまで追加料金を支払う必要がないと契約に書かれている。", "ない"],
    ],
  },
  Thai: {
    text: "ราคาคาร์บอนลดลงต่ำกว่า 70 ยูโรในเดือนธันวาคม 2023 ขณะที่ผลผลิตเพิ่มขึ้น 1.5% ตามรายงานของหน่วยงาน บริษัทขนาดเล็กจ่ายประมาณ 1,500 ยูโรต่อปีสำหรับรายงาน",
    denial: [["มาตรการนี้ไม่ได้ลดการปล่อยก๊าซในภาคขนส่งตลอดสองปีแรกตามรายงาน", "ไม่ได้"]],
  },
};
const languages = Object.entries(prose);
const names = Object.keys(prose);

function look(answer: string, quote: string) {
  const found = checkQuote(normaliseText(answer), quote);
  return found && { ...found, words: answer.slice(found.start, found.end) };
}

/** What remains of words when spaces, marks of punctuation and Markdown do not count. */
const bare = (words: string) => normaliseText(words).text.replace(/[\s\p{P}\p{S}]/gu, "");

/** What Markdown and models put around a word without changing what is said. */
const furniture: ((word: string) => string)[] = [
  (word) => `**${word}**`,
  (word) => `*${word}*`,
  (word) => `\`${word}\``,
  (word) => `~~${word}~~`,
  (word) => (isMark(word) ? word : `[${word}](https://a.example/x_(y)?q=8)`),
  (word) => (isMark(word) ? word : `[${word}](https://a.example/9 "a title")`),
  (word) => (isMark(word) ? word : `[${word}][ref]`),
  (word) => `${word}[^7]`,
  (word) => `${word}[12]`,
  (word) => `${word}[S3, S14]`,
  (word) => `${word}【4†source】`,
  (word) => `\u200B${word}\u2060`,
  (word) => (word.length > 3 && /^\p{L}+$/u.test(word) ? `${word.slice(0, 2)}\u00AD${word.slice(2)}` : word),
];
/** A link whose only word is such a number is a citation mark. */
const isMark = (word: string) => /^\d{1,3}$/.test(word);
/** What stands between two words where a space stood. */
const gaps = [" ", "  ", "\u00A0", "&nbsp;", "\n", "\r\n", "\n> ", " | ", "\n- ", "\n2. "];

/** Prose with furniture at some of its words. Numbers in decimal places keep to themselves. */
function furnished(text: string, choices: readonly number[]): string {
  const { starts, ends } = tokensOf(text);
  let out = "";
  let last = 0;
  for (const [index, start] of starts.entries()) {
    const end = ends[index] ?? start;
    const choice = choices[index % choices.length] ?? 0;
    const between = text.slice(last, start);
    // A letter of these scripts is no character for a reader: marks stand on it.
    const isPart = /[\p{Script=Thai}]/u.test(text.charAt(start));
    const around = isPart ? undefined : furniture[choice % (4 * furniture.length)];
    out += between === " " ? (gaps[choice % gaps.length] ?? " ") : between;
    out += around ? around(text.slice(start, end)) : text.slice(start, end);
    last = end;
  }
  return out + text.slice(last);
}

const someLanguage = fc.constantFrom(...names);

/** A run of tokens of a text, long enough to be looked for. */
function runOf(text: string, at: number, length: number): string {
  const { starts, ends, dense, words } = tokensOf(text);
  const count = Math.min(dense > words ? length + 6 : length, starts.length - 1);
  const from = at % (starts.length - count);
  return text.slice(starts[from], ends[from + count]);
}

test("real text in seven languages: any of its words are found however they are marked up, and the span holds them", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(
      someLanguage,
      fc.array(fc.nat(200), { minLength: 7, maxLength: 60 }),
      fc.nat(),
      fc.integer({ min: 4, max: 22 }),
      (name, choices, at, length) => {
        const plain = prose[name]?.text ?? "";
        const answer = furnished(plain, choices);
        const quote = runOf(plain, at, length);
        const found = look(answer, quote);
        expect([name, quote, answer, found?.check]).toEqual([name, quote, answer, "verbatim"]);
        expect(bare(found?.words ?? "")).toContain(bare(quote));
      },
    ),
    { numRuns: 300 },
  );
});

test("words of one language are not found in the text of another", () => {
  fc.assert(
    fc.property(someLanguage, someLanguage, fc.nat(), fc.integer({ min: 5, max: 22 }), (one, other, at, length) => {
      fc.pre(one !== other);
      expect(look(prose[other]?.text ?? "", runOf(prose[one]?.text ?? "", at, length))).toBeNull();
    }),
    { numRuns: 300 },
  );
});

describe.each(languages)("in %s", { timeout: 60_000 }, (_name, { text, denial }) => {
  test.each(denial)(
    "a negation that is left out is never found, whatever stands around it: %s",
    (sentence, negation) => {
      const answer = `${text} ${sentence}`;
      expect(holdsNegation(normaliseText(negation).text)).toBe(true);
      expect(look(answer, sentence)?.check).toBe("verbatim");
      const at = sentence.indexOf(negation);
      const [before, after] = [sentence.slice(0, at), sentence.slice(at + negation.length)];
      const { starts } = tokensOf(before);
      const { ends } = tokensOf(after);
      const cuts = starts.flatMap((left) => [after.length, ...ends.slice(3)].map((right) => [left, right] as const));
      const wrong = cuts.filter(([left, right]) => {
        const found = look(answer, before.slice(left) + after.slice(0, right));
        // What begins right behind the negation is shown with it: in Thai its last mark may be the one before it.
        return found && !(found.check === "verbatim" && found.clipped && found.words.includes(negation.trim()));
      });
      expect(wrong).toEqual([]);
      expect(look(answer, `${before} ... ${after}`)).toBeNull();
    },
  );

  test("a negation that is added is never found", () => {
    const [, negation = ""] = denial[0] ?? [];
    const { starts } = tokensOf(text);
    for (const start of starts.slice(4, -4)) {
      expect(look(text, text.slice(0, start) + negation + text.slice(start))).toBeNull();
    }
  });

  test("two figures that change places are never found", () => {
    const figures = Array.from(text.matchAll(/\d+(?:[.,]\d+)*/g));
    for (const [index, first] of figures.entries()) {
      for (const second of figures.slice(index + 1)) {
        if (first[0] === second[0]) continue;
        const swapped =
          text.slice(0, first.index) +
          second[0] +
          text.slice(first.index + first[0].length, second.index) +
          first[0] +
          text.slice(second.index + second[0].length);
        expect(look(text, swapped)).toBeNull();
      }
    }
  });

  test("a figure in a table, in a footnote and in a link is found with what stands around it, and no part of it is", () => {
    const figure = /\d{4}/.exec(text)?.[0] ?? "";
    const at = text.indexOf(figure);
    const quote = text.slice(Math.max(0, at - 30), at + 20).trim();
    const whole = runOf(text, 0, 400);
    for (const marked of [`**${figure}**`, `[${figure}](https://a.example/77)`, `${figure}[^3]`]) {
      expect(look(text.replace(figure, marked), whole)?.check).toBe("verbatim");
    }
    expect(look(text, quote.replace(figure, figure.slice(1)))).toBeNull();
    expect(look(text, quote.replace(figure, `${figure}0`))).toBeNull();
  });
});

test("the offsets of normalised text lead back in order, whatever the text", { timeout: 60_000 }, () => {
  const pieces = [
    ...languages.map(([, { text }]) => text),
    "**",
    "](https://a.example)",
    "[",
    "&amp;",
    "é",
    "ﬁ",
    "½",
    "🌊",
    "\n- ",
    "…",
    "<",
    "\u00AD",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 12 }),
      (list) => {
        const source = list.join("");
        const { text, starts, ends } = normaliseText(source);
        const wrong = Array.from({ length: text.length }, (_, at) => at).filter(
          (at) =>
            (starts[at] ?? -1) < (starts[at - 1] ?? 0) ||
            (ends[at] ?? 0) <= (starts[at] ?? 0) ||
            (ends[at] ?? 0) > source.length,
        );
        expect(wrong).toEqual([]);
        expect(text).not.toMatch(/\s{2}|^\s|\s$/);
      },
    ),
    { numRuns: 100 },
  );
});

test.each([
  ["AI不会在三年内取代这些岗位的大部分员工", "AI会在三年内取代这些岗位的大部分员工"],
  ["该国GDP增长百分之五，同时通货膨胀保持稳定水平", "该国GDP下降百分之五，同时通货膨胀保持稳定水平"],
  [
    "フェリーの運賃は来年の春まで上がらないと会社は説明している",
    "フェリーの運賃は来年の春まで上がると会社は説明している",
  ],
  ["サーバーの数は三年で二倍になると会社は説明している", "サーバーの数は三年で五倍になると会社は説明している"],
  ["ราคาคาร์บอนลดลงเหลือ ๓๘ ยูโรในเดือนธันวาคมตามรายงาน", "ราคาคาร์บอนลดลงเหลือ ๘๓ ยูโรในเดือนธันวาคมตามรายงาน"],
  ["2020年销量为二〇五万辆，出口量约占全部销量的一成", "2020年销量为二五〇万辆，出口量约占全部销量的一成"],
])("guards count beside Latin letters, long vowels and digits of other scripts: %s", (answer, changed) => {
  expect(look(answer, answer)?.check).toBe("verbatim");
  expect(look(answer, changed)).toBeNull();
});
