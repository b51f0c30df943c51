"use client";
import { Check, CircleAlert, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "./icon-button";
import { closeToast, readToasts, subscribeToToasts, type ToastEntry, toast } from "./toast-store";

export { closeToast, toast };

const none: readonly ToastEntry[] = [];
const usualDuration = 6000;
const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true, className: "mt-px shrink-0" } as const;

/** Where toasts appear; mounted once by the providers. F6 goes there. */
export function ToastHost() {
  const toasts = useSyncExternalStore(subscribeToToasts, readToasts, () => none);
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const goThere = (event: KeyboardEvent) => {
      if (event.key === "F6" && readToasts().length > 0) region.current?.querySelector("button")?.focus();
    };
    document.addEventListener("keydown", goThere);
    return () => document.removeEventListener("keydown", goThere);
  }, []);
  return (
    <section
      ref={region}
      aria-label="Notifications"
      className="pointer-events-none fixed right-4 bottom-24 left-4 z-60 flex flex-col items-end gap-2.5 sm:bottom-4 sm:left-auto"
    >
      {toasts.map((entry) => (
        <ToastBox key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function ToastBox({ entry }: { entry: ToastEntry }) {
  const [held, setHeld] = useState(false);
  const { id, kind = "plain", duration = usualDuration } = entry;
  useEffect(() => {
    if (held || kind === "error") return;
    const timer = setTimeout(() => closeToast(id), duration);
    return () => clearTimeout(timer);
  }, [held, id, kind, duration]);
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) };
  return (
    <div
      {...hold}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      role={kind === "error" ? "alert" : "status"}
      className="pointer-events-auto flex w-full animate-[appear_180ms_var(--ease-out)] items-start gap-2.5 rounded-10 border border-line-strong bg-raised py-3 pr-2.5 pl-4 text-13 shadow-3 sm:w-[292px]"
    >
      {entry.icon ?? <KindIcon kind={kind} />}
      <div className="min-w-0 flex-1 pr-1 [overflow-wrap:anywhere]">{entry.title}</div>
      {entry.action ? <ToastAction entry={entry} action={entry.action} /> : null}
      {!entry.action || kind === "error" ? (
        <IconButton
          label="Close"
          size={24}
          className="-my-1"
          icon={<X size={16} strokeWidth={1.75} aria-hidden />}
          onClick={() => closeToast(id)}
        />
      ) : null}
    </div>
  );
}

function ToastAction({ entry, action }: { entry: ToastEntry; action: NonNullable<ToastEntry["action"]> }) {
  return (
    <button
      type="button"
      className="hit-area -my-1 shrink-0 rounded-7 px-2 py-1 font-semibold hover:bg-hover"
      onClick={() => {
        if (!entry.stays) closeToast(entry.id);
        action.onSelect();
      }}
    >
      {action.label}
    </button>
  );
}

function KindIcon({ kind }: { kind: "plain" | "success" | "error" }) {
  if (kind === "success") return <Check {...icon} />;
  return kind === "error" ? <CircleAlert {...icon} className="mt-px shrink-0 text-danger" /> : null;
}
