import { Braces, Brain, Check, CornerDownLeft, ImageIcon, RotateCw, TriangleAlert, Wrench } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import { Spinner } from "@/components/ui/spinner";
import { formatContext } from "@/components/words/counts";
import { formatPrice, speakPrice } from "@/components/words/money";
import type { CatalogModel } from "@/lib/core/model";
import type { CatalogProvider, ModelEntry } from "./model-book";
import { type CapabilityName, capabilityNames, filterLabels, type ListedModel } from "./model-filter";

const icons: Record<CapabilityName, typeof Brain> = {
  reasoning: Brain,
  tools: Wrench,
  images: ImageIcon,
  strictJson: Braces,
};

/** Widths of the columns behind the name; the header uses them too. */
export const pickerColumns = { price: "w-24 text-right", context: "w-14 text-right", can: "w-[84px]", tick: "w-4" };

/** Seat, name, id, price, context, what it can do, a tick on the current one. */
export function ModelRow({ listed: { model, kind }, isCurrent }: { listed: ListedModel; isCurrent: boolean }) {
  return (
    <>
      <Seat label={model.label} size={28} />
      <TwoLines above={model.label} below={model.aliasOf ? `${model.name} → ${model.aliasOf}` : model.name} />
      <span className="figures flex shrink-0 flex-col items-end text-13 sm:contents">
        <span className={cx("shrink-0 max-sm:w-auto", pickerColumns.price)}>
          <span aria-hidden>{formatPrice(model.price, kind)}</span>
          <span className="sr-only">{speakPrice(model.price, kind)}</span>
        </span>
        <span className={cx("shrink-0 text-text-2 max-sm:w-auto max-sm:text-12", pickerColumns.context)}>
          {formatContext(model.contextTokens)}
          <span className="sr-only"> context</span>
        </span>
      </span>
      <Capabilities model={model} />
      <span className={cx("shrink-0", pickerColumns.tick)}>
        {isCurrent ? <Check aria-hidden size={16} strokeWidth={1.75} /> : null}
      </span>
    </>
  );
}

function TwoLines({ above, below }: { above: string; below: string }) {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate text-13 font-medium">{above}</span>
      <span className="block truncate font-mono text-11 text-text-2">{below}</span>
    </span>
  );
}

function Capabilities({ model }: { model: CatalogModel }) {
  return (
    <span className={cx("hidden shrink-0 justify-end gap-1.5 sm:flex", pickerColumns.can)}>
      {capabilityNames.map((name) => {
        const Icon = icons[name];
        const can = model.capabilities[name] === true;
        return (
          <span key={name} className={can ? "text-text-2" : "text-line-strong"}>
            <Icon aria-hidden size={16} strokeWidth={1.75} />
            {can ? <span className="sr-only">{filterLabels[name]}</span> : null}
          </span>
        );
      })}
    </span>
  );
}

/** A provider whose list could not be fetched, and the way to try again. */
export function RetryRow({ provider, busy }: { provider: CatalogProvider; busy: boolean }) {
  return (
    <>
      <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-attention" />
      <span className="line-clamp-2 min-w-0 flex-1 text-12 text-text-2">
        {provider.problem || `${provider.label} cannot be reached.`}
      </span>
      <span className="flex shrink-0 items-center gap-1.5 text-13 font-medium text-text">
        {busy ? <Spinner size={14} /> : <RotateCw aria-hidden size={14} strokeWidth={1.75} />}
        {busy ? "Trying" : "Retry"}
      </span>
    </>
  );
}

/** The model in place, when no provider lists it. */
export function MissingRow({ entry }: { entry: ModelEntry }) {
  return (
    <>
      <Seat label={entry.label} size={28} />
      <TwoLines above={entry.label} below={entry.name} />
      <span className="flex shrink-0 items-center gap-1.5 text-12 font-medium text-attention">
        <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
        {entry.trouble}
      </span>
      <Check aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
    </>
  );
}

/** An id that nobody lists, taken at its word. */
export function TypedRow({ name }: { name: string }) {
  return (
    <>
      <CornerDownLeft aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
      <span className="min-w-0 flex-1 truncate text-13">
        Use <span className="font-mono text-12">{name}</span> as typed
      </span>
    </>
  );
}
