"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Menu } from "@/components/ui/menu";
import { filterLabels, type ModelFilter, type ModelSort, sortLabels } from "./model-filter";

type PickerFiltersProps = {
  offered: readonly ModelFilter[];
  filters: readonly ModelFilter[];
  onFilters: (filters: readonly ModelFilter[]) => void;
  sort: ModelSort;
  onSort: (sort: ModelSort) => void;
};

const sorts: readonly ModelSort[] = ["cheapest", "context", "name"];

/** Toggles for what a model must be able to do, and the order of the list. */
export function PickerFilters({ offered, filters, onFilters, sort, onSort }: PickerFiltersProps) {
  return (
    <div className="flex shrink-0 items-center gap-2 py-2 pr-2 pl-4">
      <fieldset className="scroll-hidden flex min-w-0 flex-1 gap-1.5 overflow-x-auto py-1">
        <legend className="sr-only">Filters</legend>
        {offered.map((filter) => (
          <FilterChip
            key={filter}
            label={filterLabels[filter]}
            on={filters.includes(filter)}
            onToggle={() =>
              onFilters(filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter])
            }
          />
        ))}
      </fieldset>
      <Menu
        label="Sort"
        align="end"
        items={sorts.map((value) => ({
          label: sortLabels[value],
          checked: value === sort,
          onSelect: () => onSort(value),
        }))}
        trigger={(props) => (
          <Button {...props} variant="quiet" size="sm" aria-label={`Sort: ${sortLabels[sort]}`}>
            {sortLabels[sort]}
            <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
          </Button>
        )}
      />
    </div>
  );
}

function FilterChip({ label, on, onToggle }: { label: string; on: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={cx(
        "hit-area h-7 shrink-0 rounded-full border px-3 text-13 font-medium whitespace-nowrap transition-colors",
        on ? "border-ink bg-ink text-on-ink" : "border-line-strong bg-raised text-text-2 hover:bg-hover",
      )}
    >
      {label}
    </button>
  );
}
