import { type ConversationReport, dayAndTime } from "./conversation-report";
import { escapeHtml } from "./escape";
import { fileStyle } from "./file-style";
import { htmlOfMarkdown } from "./html-of-markdown";
import type { AnswerReport, PointReport, TurnReport, VerdictReport } from "./report";

/** Nothing in the file may run or be loaded, whatever a model has written. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A conversation as one HTML file: no script, nothing from elsewhere, made for reading and printing. */
export function printHtml({ title, exportedAt, turns }: ConversationReport): string {
  const name = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${name}</title>
<style>${fileStyle}</style>
</head>
<body>
<main>
<header><p class="quiet">Parley · exported ${dayAndTime(exportedAt)}</p><h1>${name}</h1></header>
${turns.map((turn, index) => turnHtml(turn, `t${index + 1}`)).join("\n")}
</main>
</body>
</html>
`;
}

function turnHtml(turn: TurnReport, id: string): string {
  const facts = [dayAndTime(turn.askedAt), ...turn.facts].map(escapeHtml).join(" · ");
  const verdicts = turn.verdicts.map((verdict, index) => verdictHtml(verdict, { id, verdict: `${id}v${index + 1}` }));
  return `<article>
<h2>${escapeHtml(turn.question)}</h2>
<p class="facts">${facts}</p>
${turn.notices.map((notice) => `<p class="notice">${escapeHtml(notice)}</p>`).join("\n")}
${verdicts.join("\n")}
${section("Answers", turn.answers.map(answerHtml))}
${section("Sources", turn.sources.length > 0 ? [sourcesHtml(turn.sources, id)] : [])}
</article>`;
}

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `<section><h3>${title}</h3>\n${parts.join("\n")}\n</section>`;
}

type Ids = { id: string; verdict: string };

function verdictHtml({ heading, origin, finalAnswer, points, unverified }: VerdictReport, ids: Ids): string {
  const label = `Final answer${origin ? ` <span>${escapeHtml(origin)}</span>` : ""}`;
  const text = htmlOfMarkdown(finalAnswer, 4, (words) => withChips(words, points, ids));
  const final = finalAnswer === "" ? "" : `<section class="final"><h3>${label}</h3>\n${text}\n</section>`;
  const dropped = unverified.map((each) => `<li>${escapeHtml(each)}</li>`).join("");
  return `${heading === "" ? "" : `<h3 class="verdict">${escapeHtml(heading)}</h3>`}
${final}
${section(
  "Where the answers agree and disagree",
  points.map((point) => pointHtml(point, ids)),
)}
${dropped === "" ? "" : `<p class="quiet">Dropped, because they could not be verified:</p><ul class="quiet">${dropped}</ul>`}`;
}

/** Marks of points and sources as links to where they stand below; the rest is text. */
function withChips(words: string, points: readonly PointReport[], { id, verdict }: Ids): string {
  return escapeHtml(words).replace(
    /\s*(?:⟦([^⟧]*)⟧|\[(S\d+(?:\s*,\s*S\d+)*)\])/g,
    (_mark, pointIds = "", sourceIds = "") => {
      const ofPoints = String(pointIds)
        .split(",")
        .flatMap((each) => {
          const point = points.find((candidate) => candidate.id === each.trim());
          return point ? `<a class="chip" href="#${verdict}${point.id}">${point.number}</a>` : [];
        });
      const ofSources = String(sourceIds).match(/S\d+/g) ?? [];
      return [...ofPoints, ...ofSources.map((each) => `<a class="chip source" href="#${id}${each}">${each}</a>`)].join(
        "",
      );
    },
  );
}

function pointHtml({ id, number, kind, statement, quotes, unverified, silent, judge }: PointReport, ids: Ids): string {
  const sides = quotes.map(
    ({ stance, by, words, check }) =>
      `<figure class="${stance.toLowerCase()}"><blockquote>${escapeHtml(words)}</blockquote><figcaption><b>${stance}</b> · ${escapeHtml(by)} · ${check}</figcaption></figure>`,
  );
  return `<div class="point" id="${ids.verdict}${id}">
<h4><span class="number">${number}</span> ${escapeHtml(statement)} <span class="kind">${kind}</span></h4>
${sides.join("\n")}
${unverified.map((each) => `<p class="quiet">Unverified, ${escapeHtml(each)}</p>`).join("\n")}
${silent.length === 0 ? "" : `<p class="quiet">Silent: ${escapeHtml(silent.join(", "))}</p>`}
${judge.words === "" ? "" : `<p class="judge"><b>${escapeHtml(judge.heading)}.</b> ${escapeHtml(judge.words)}</p>`}
</div>`;
}

function answerHtml({ name, model, role, status, failure, text }: AnswerReport): string {
  const facts = [model, role, status, failure].filter((fact) => fact !== "").map(escapeHtml);
  return `<div class="answer"><h4>${escapeHtml(name)}</h4><p class="quiet">${facts.join(" · ")}</p>\n${htmlOfMarkdown(text, 5)}\n</div>`;
}

function sourcesHtml(sources: TurnReport["sources"], id: string): string {
  const rows = sources.map((source) => {
    const address = escapeHtml(source.url);
    const link = /^https?:/.test(source.url)
      ? `<a href="${address}" rel="noopener noreferrer">${address}</a>`
      : address;
    return `<li id="${id}${source.id}"><b>${source.id}</b> ${escapeHtml(source.title)} ${link} <span class="quiet">${source.status}</span></li>`;
  });
  return `<ul class="sources">${rows.join("\n")}</ul>`;
}
