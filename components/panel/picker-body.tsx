"use client";
import { Search, X } from "lucide-react";
import { useMemo, useState } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { countOf } from "@/components/words/counts";
import type { ModelCatalog } from "@/lib/core/api-providers";
import { listModels, type ModelFilter, type ModelQuery, type ModelSort, usefulFilters } from "./model-filter";
import type { PickedModel } from "./model-picker";
import { PickerFilters } from "./picker-filters";
import { countModels, listItems, type PickerItem } from "./picker-items";
import { PickerList } from "./picker-list";
import { pickerColumns } from "./picker-rows";
import { CatalogAge, CatalogFailed, CatalogLoading, NothingFound } from "./picker-states";
import { useCatalog } from "./use-catalog";
import { type PickerListState, usePickerList } from "./use-picker-list";

type PickerBodyProps = { label: string; current: string; onPick: (picked: PickedModel) => void; onClose: () => void };

const noModels: ModelCatalog = { providers: [] };

/** Search, filters, the list and the age of the prices. */
export function PickerBody({ label, current, onPick, onClose }: PickerBodyProps) {
  const catalog = useCatalog();
  const [search, setSearch] = useState("");
  const [filters, setFilters] = useState<readonly ModelFilter[]>([]);
  const [sort, setSort] = useState<ModelSort>("cheapest");
  const query: ModelQuery = useMemo(() => ({ search, filters, sort }), [search, filters, sort]);
  const known = catalog.data ?? noModels;
  const all = useMemo(() => listModels(known), [known]);
  const items = useMemo(() => listItems(known, query, current), [known, query, current]);
  const list = usePickerList(items, current, choose);

  function choose(item: PickerItem): void {
    if (item.type === "model") onPick({ model: item.listed.model.name, label: item.listed.model.label });
    if (item.type === "typed") onPick({ model: item.name, label: "" });
    if (item.type === "retry") catalog.retry(item.provider.id);
    if (item.type === "missing") onClose();
  }

  function clear(): void {
    setSearch("");
    setFilters([]);
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <SearchRow
        label={label}
        input={list.inputProps}
        search={search}
        onSearch={setSearch}
        count={catalog.data ? countShown(countModels(items), all.length) : ""}
        onClose={onClose}
      />
      <PickerFilters
        offered={usefulFilters(all)}
        filters={filters}
        onFilters={setFilters}
        sort={sort}
        onSort={setSort}
      />
      <ColumnHeads hidden={items.length === 0} />
      {catalog.data ? (
        <>
          <PickerList label={label} items={items} state={list} current={current} retrying={catalog.retrying} />
          {items.length === 0 ? <NothingFound anyModels={all.length > 0} onClear={clear} /> : null}
          <CatalogAge catalog={catalog.data} refreshing={catalog.refreshing} onRefresh={catalog.refresh} />
        </>
      ) : catalog.failed ? (
        <CatalogFailed onRetry={catalog.refresh} />
      ) : (
        <CatalogLoading />
      )}
    </div>
  );
}

type SearchRowProps = {
  label: string;
  input: PickerListState["inputProps"];
  search: string;
  onSearch: (search: string) => void;
  count: string;
  onClose: () => void;
};

function SearchRow({ label, input, search, onSearch, count, onClose }: SearchRowProps) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-4">
      <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
      <input
        {...input}
        type="text"
        aria-label={`${label}: search by name or id`}
        placeholder="Search models"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        className="h-full min-w-0 flex-1 bg-transparent text-14 outline-none pointer-coarse:text-16"
      />
      <output className="figures shrink-0 text-12 text-text-2">{count}</output>
      <PhoneClose onClose={onClose} />
    </div>
  );
}

function countShown(shown: number, all: number): string {
  return shown === all ? countOf(all, "model") : `${shown.toLocaleString("en-US")} of ${countOf(all, "model")}`;
}

function ColumnHeads({ hidden }: { hidden: boolean }) {
  if (hidden) return null;
  return (
    <div aria-hidden className="hidden shrink-0 gap-3 px-4 pb-1.5 text-12 text-text-2 sm:flex">
      <span className="flex-1 pl-10">Model</span>
      <span className={pickerColumns.price}>$ in / out</span>
      <span className={pickerColumns.context}>Context</span>
      <span className={cx(pickerColumns.can, "text-right")}>Can do</span>
      <span className={pickerColumns.tick} />
    </div>
  );
}

/** A sheet has no outside to press, so it needs a way to close. */
function PhoneClose({ onClose }: { onClose: () => void }) {
  const phone = useMediaQuery("(width < 40rem)");
  if (!phone) return null;
  return <IconButton label="Close" icon={<X aria-hidden size={16} strokeWidth={1.75} />} onClick={onClose} />;
}
