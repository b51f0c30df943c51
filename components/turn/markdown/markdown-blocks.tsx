"use client";

import { memo, type ReactNode, useMemo, useState } from "react";
import type { ChipToken, TextRange } from "./inline-pieces";
import { mendTail } from "./mend-tail";
import { collectDefinitions, parseBlock } from "./parse-block";
import { renderNode } from "./render-node";
import { type Block, createBlockSplitter } from "./split-blocks";

export type MarkdownProps = {
  text: string;
  /** The text is still being written: open ends are mended until it goes on. */
  live?: boolean;
  /** Words of the text that are shown marked, by their place in it. */
  ranges?: readonly TextRange[];
  /** Draws the chips of a final answer. Keep it stable: a new function draws every block again. */
  renderChip?: ((type: ChipToken["type"], id: string) => ReactNode) | undefined;
  /** The source that an address is in this turn; its links get a chip. Keep it stable like `renderChip`. */
  sourceAt?: ((address: string) => string | null) | undefined;
  /** What the largest headings of the text become: 3 to 6. */
  headingLevel?: number;
};

const noRanges: readonly TextRange[] = [];

/** Model text as markdown. Each block is parsed once and drawn again only when its own text or mark changes. */
export function MarkdownBlocks(props: MarkdownProps) {
  const { text, live, ranges = noRanges, renderChip = null, sourceAt = null, headingLevel = 4 } = props;
  const [split] = useState(createBlockSplitter);
  const blocks = split(text);
  const definitions = collectDefinitions(text);
  const shallowest = shallowestHeading(text) - 1;
  return blocks.map((block, index) => (
    <MarkdownBlock
      key={index}
      text={live && index === blocks.length - 1 ? mendTail(block.text) : block.text}
      start={block.start}
      definitions={block.text.includes("[") ? definitions : ""}
      ranges={rangesIn(block, ranges)}
      renderChip={renderChip}
      sourceAt={sourceAt}
      headingLevel={headingLevel - shallowest}
    />
  ));
}

/** The depth of the largest heading, so that no level of the page is skipped; 1 when there is none. */
function shallowestHeading(text: string): number {
  const depths = [...text.matchAll(/^ {0,3}(#{1,6})[ \t]/gm)].map(([, marks]) => marks?.length ?? 1);
  return depths.length > 0 ? Math.min(...depths) : 1;
}

type BlockProps = {
  text: string;
  start: number;
  definitions: string;
  ranges: readonly TextRange[];
  renderChip: NonNullable<MarkdownProps["renderChip"]> | null;
  sourceAt: NonNullable<MarkdownProps["sourceAt"]> | null;
  headingLevel: number;
};

const MarkdownBlock = memo(function MarkdownBlock({ text, start, definitions, ...look }: BlockProps) {
  const parsed = useMemo(() => parseBlock(text, definitions), [text, definitions]);
  const context = { source: parsed.source, start, definitions: parsed.definitions, ...look };
  return parsed.children.map((node, index) => renderNode(node, context, index));
});

/** Blocks without a mark all get the same empty list, so that they stay as they are. */
function rangesIn(block: Block, ranges: readonly TextRange[]): readonly TextRange[] {
  const end = block.start + block.text.length;
  const touching = ranges.filter((range) => range.start < end && range.end > block.start);
  if (touching.length === 0) return noRanges;
  return touching.length === ranges.length ? ranges : touching;
}
