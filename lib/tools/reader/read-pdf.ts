import { getDocumentProxy } from "unpdf";
import { isoDate } from "./html-facts.ts";
import { cutText, longestText, plainLine } from "./kept-text.ts";
import type { Reading } from "./reading";

const mostPages = 1000;

/** The text of a PDF with a mark before each page; pictures of text give nothing. Throws for what is no PDF. */
export async function readPdf(body: Uint8Array): Promise<Reading> {
  const pdf = await getDocumentProxy(body, {
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: 1,
    stopAtErrors: false,
    verbosity: 0,
  });
  const facts = await readInfo(pdf);
  const pages: string[] = [];
  let length = 0;
  let hasText = false;
  const last = Math.min(pdf.numPages, mostPages);
  for (let number = 1; number <= last && length <= longestText; number += 1) {
    const text = await readPdfPage(pdf, number);
    hasText ||= text !== "";
    pages.push(`[Page ${number}]\n${text}`);
    length += text.length;
  }
  const kept = cutText(hasText ? pages.join("\n\n") : "");
  const isCut = kept.isCut || pages.length < pdf.numPages;
  await pdf.loadingTask.destroy();
  return { ...facts, site: "", links: [], text: kept.text, isCut };
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function readPdfPage(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
  page.cleanup();
  return text
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

async function readInfo(pdf: Pdf): Promise<{ title: string; author: string; date: string }> {
  const { info } = await pdf.getMetadata();
  const value = (key: string) => {
    const found: unknown = Object.entries(info).find(([name]) => name === key)?.[1];
    return typeof found === "string" ? found : "";
  };
  return {
    title: plainLine(value("Title")),
    author: plainLine(value("Author"), 200),
    date: pdfDate(value("CreationDate")),
  };
}

/** "D:20240503101500+02'00'" as the day it names. */
function pdfDate(text: string): string {
  const [, year, month, day] = /^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(text) ?? [];
  return year && month && day ? isoDate(`${year}-${month}-${day}`) : "";
}
