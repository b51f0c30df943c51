"use client";
import type { CSSProperties } from "react";
import { cx } from "@/components/ui/cx";
import { countOf } from "@/components/words/counts";
import { assertNever } from "@/lib/core/assert-never";
import type { PickerItem } from "./picker-items";
import { MissingRow, ModelRow, RetryRow, TypedRow } from "./picker-rows";
import type { PickerListState } from "./use-picker-list";

type PickerListProps = {
  label: string;
  items: readonly PickerItem[];
  state: PickerListState;
  current: string;
  /** The provider whose list is being fetched again. */
  retrying: string | null;
};

/** The rows near the window; the others are only height, so that 500 models cost what 20 cost. */
export function PickerList({ label, items, state, current, retrying }: PickerListProps) {
  const { tops, active, shown } = state;
  return (
    <div
      {...state.listProps}
      aria-label={label}
      className="scroll-thin min-h-0 flex-1 overflow-y-auto overscroll-contain sm:max-h-[min(432px,calc(var(--available-height)-168px))]"
    >
      <div role="presentation" className="relative" style={{ height: tops.at(-1) }}>
        {items.slice(shown[0], shown[1]).map((item, offset) => {
          const index = shown[0] + offset;
          const place = { position: "absolute", top: tops[index], left: 0, right: 0 } satisfies CSSProperties;
          if (item.type === "heading") return <GroupHeading key={item.provider.id} item={item} style={place} />;
          return (
            <div
              key={keyOf(item)}
              {...state.optionProps(index)}
              aria-selected={item.type === "model" && item.listed.model.name === current}
              style={place}
              className="h-12 cursor-default px-1 select-none"
            >
              <div
                className={cx(
                  "flex h-full items-center gap-3 rounded-8 px-3",
                  index === active && "bg-hover dark:bg-press",
                )}
              >
                <RowContent item={item} current={current} retrying={retrying} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function keyOf(item: Option): string {
  if (item.type === "model") return item.listed.model.name;
  if (item.type === "retry") return `retry-${item.provider.id}`;
  return item.type === "missing" ? "missing" : `typed-${item.name}`;
}

type Option = Exclude<PickerItem, { type: "heading" }>;
type RowContentProps = { item: Option; current: string; retrying: string | null };

function RowContent({ item, current, retrying }: RowContentProps) {
  switch (item.type) {
    case "model":
      return <ModelRow listed={item.listed} isCurrent={item.listed.model.name === current} />;
    case "retry":
      return <RetryRow provider={item.provider} busy={retrying === item.provider.id} />;
    case "missing":
      return <MissingRow entry={item.entry} />;
    case "typed":
      return <TypedRow name={item.name} />;
    default:
      return assertNever(item);
  }
}

type HeadingProps = { item: Extract<PickerItem, { type: "heading" }>; style: CSSProperties };

function GroupHeading({ item: { provider }, style }: HeadingProps) {
  return (
    <div role="presentation" style={style} className="flex h-8 items-end gap-2 px-4 pb-1.5 text-12">
      <span className="font-medium">{provider.label}</span>
      <span className="figures text-text-3">
        {provider.models.length > 0 ? countOf(provider.models.length, "model") : ""}
      </span>
    </div>
  );
}
