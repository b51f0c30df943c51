"use client";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { cx } from "./cx";

export type TabOption<Value extends string> = { value: Value; label: ReactNode; count?: number; panel: ReactNode };

export type TabsProps<Value extends string> = {
  label: string;
  tabs: readonly TabOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
  listClassName?: string;
  /** Keeps hidden panels in the page (scroll and text stay); default true. */
  keepMounted?: boolean;
};

/** Tabs with a 2 px line under the current one; on a phone they share the width. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, tabs, value, onChange, className, listClassName, keepMounted = true } = props;
  const id = useId();

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[nextIndex(event.key, at, tabs.length)];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus();
  }

  return (
    <div className={className}>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={move}
        className={cx("flex border-b border-line", listClassName)}
      >
        {tabs.map((tab) => (
          <TabButton
            key={tab.value}
            tab={tab}
            id={`${id}-${tab.value}`}
            chosen={tab.value === value}
            onChoose={() => onChange(tab.value)}
          />
        ))}
      </div>
      {tabs.map((tab) =>
        tab.value === value || keepMounted ? (
          <div
            key={tab.value}
            role="tabpanel"
            id={`${id}-${tab.value}-panel`}
            aria-labelledby={`${id}-${tab.value}`}
            hidden={tab.value !== value}
          >
            {tab.panel}
          </div>
        ) : null,
      )}
    </div>
  );
}

type TabButtonProps = { tab: TabOption<string>; id: string; chosen: boolean; onChoose: () => void };

function TabButton({ tab, id, chosen, onChoose }: TabButtonProps) {
  return (
    <button
      type="button"
      role="tab"
      id={id}
      data-value={tab.value}
      aria-selected={chosen}
      aria-controls={`${id}-panel`}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      className={cx(
        "-mb-px flex h-11 flex-1 items-center justify-center gap-1.5 border-b-2 px-3 text-14 focus-visible:-outline-offset-2",
        chosen ? "border-ink font-medium text-text" : "border-transparent text-text-2 hover:text-text",
      )}
    >
      {tab.label}
      {tab.count === undefined ? null : <span className="figures font-normal text-text-3">{tab.count}</span>}
    </button>
  );
}

function nextIndex(key: string, at: number, length: number): number {
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + length, Home: 0, End: length - 1 };
  const next = steps[key];
  return next === undefined ? -1 : next % length;
}
