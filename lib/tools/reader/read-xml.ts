import { DOMParser } from "linkedom";
import { isoDate } from "./html-facts.ts";
import { cutText, longestText, plainLine } from "./kept-text.ts";
import { linkOf } from "./page-links.ts";
import type { Reading } from "./reading";
import { isElement, walk } from "./walk.ts";

const mostLinks = 200;

/** A feed or another XML document: one line for each text in it, after the name of its element. */
export function readXml(source: string, url: string): Reading {
  const lines = readLines(rootOf(source));
  const links = lines.filter(({ name }) => name === "link" || name === "guid").map(({ text }) => linkOf(text, url));
  const title = lines.find(({ name }) => name === "title")?.text;
  const date = lines.find(({ name }) => /^(?:pubDate|published|updated|date)$/.test(name))?.text ?? "";
  return {
    title: plainLine(title),
    site: "",
    author: "",
    date: isoDate(date),
    links: [...new Set(links.filter((link) => link !== null))].slice(0, mostLinks),
    ...cutText(lines.map(({ name, text }) => `${name}: ${text}`).join("\n")),
  };
}

function readLines(root: Node): Line[] {
  const lines: Line[] = [];
  let length = 0;
  for (const { node, isEnter } of walk(root)) {
    if (length > longestText) break;
    const line = isEnter ? (isElement(node) ? linkLine(node) : textLine(node)) : null;
    if (!line) continue;
    lines.push(line);
    length += line.name.length + line.text.length + 3;
  }
  return lines;
}

/** linkedom's own types describe its nodes, which are the DOM's. */
function rootOf(source: string): Node {
  return new DOMParser().parseFromString(source, "text/xml").documentElement as unknown as Node;
}

type Line = { name: string; text: string };

/** Atom writes its links as attributes. */
function linkLine(element: Element): Line | null {
  const href = element.localName === "link" ? element.getAttribute("href") : null;
  return href ? { name: "link", text: href } : null;
}

function textLine(node: Node): Line | null {
  // Feeds carry HTML as text; its tags say nothing here.
  const text = plainLine((node.nodeValue ?? "").replaceAll(/<[^<>]{0,500}>/g, " "), 20_000);
  const parent = node.parentNode;
  return text && parent && isElement(parent) ? { name: parent.localName.replace(/^.*:/, ""), text } : null;
}
