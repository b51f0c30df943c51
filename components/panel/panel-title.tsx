"use client";
import { cx } from "@/components/ui/cx";
import { useBuilder } from "./builder-context";

const inline =
  "-mx-2 w-[calc(100%+16px)] rounded-7 border border-transparent bg-transparent px-2 transition-colors hover:border-line-strong focus-visible:border-line-control focus-visible:bg-surface focus-visible:outline-offset-0";

/** Name and description, edited where they stand. */
export function PanelTitle({ isNew }: { isNew: boolean }) {
  const { draft, change, problemAt } = useBuilder();
  const problem = problemAt("name");
  return (
    <div className="-mb-2 min-w-0 @min-[900px]:col-span-2">
      <h1 className="sr-only">{isNew ? "New panel" : `Panel ${draft.name}`}</h1>
      <input
        type="text"
        aria-label="Panel name"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "panel-name-problem" : undefined}
        autoComplete="off"
        maxLength={80}
        placeholder="Name this panel"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a new panel begins with its name
        autoFocus={isNew}
        value={draft.name}
        onChange={(event) => change({ type: "described", patch: { name: event.target.value } })}
        className={cx(inline, "title-face text-26", problem && "border-danger!")}
      />
      {problem ? (
        <p id="panel-name-problem" role="alert" className="mt-1 mb-1 text-12 text-danger">
          {problem}
        </p>
      ) : null}
      <input
        type="text"
        aria-label="Description"
        autoComplete="off"
        maxLength={400}
        placeholder="What it is for"
        value={draft.description}
        onChange={(event) => change({ type: "described", patch: { description: event.target.value } })}
        className={cx(inline, "h-7 text-13 text-text-2")}
      />
    </div>
  );
}
