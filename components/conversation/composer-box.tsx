"use client";
import { ArrowUp, Square } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useId } from "react";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import { overLengthWords } from "./question-length";

export type ComposerBoxProps = {
  /** Accessible name of the field. */
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  /** Runs only when there is text of a permitted length; with Ctrl or Cmd the whole panel is asked whatever the mode. */
  onSend: (wholePanel: boolean) => void;
  /** Instead of sending, while there is no text: ends what is being answered. */
  onStop?: (() => void) | undefined;
  busy: boolean;
  /** Why the last try failed; the words stay. */
  error: string | null;
  /** `page`: tall, with a foot; `inline`: one line that grows. */
  look: "page" | "inline";
  /** Left of the send button in the page look. */
  beside?: ReactNode;
  /** The mode, before the send button. */
  modes?: ReactNode;
  /** The panel row. */
  foot?: ReactNode;
  fieldRef?: Ref<HTMLTextAreaElement>;
};

/**
 * The field where a question is written. Enter sends, Ctrl Enter to the whole panel, Shift Enter is a new line; on touch
 * Enter is a new line.
 */
export function ComposerBox(props: ComposerBoxProps) {
  const { text, onSend, onStop, busy, look, beside, modes, foot } = props;
  const id = useId();
  const error = overLengthWords(text) ?? props.error;
  const mayIntend = text.trim() !== "" && !busy;

  function submit(wholePanel: boolean) {
    if (mayIntend && overLengthWords(text) === null) onSend(wholePanel);
  }

  const field = <ComposerField {...props} submit={submit} errorId={error ? id : undefined} />;
  const send =
    onStop && text.trim() === "" ? (
      <StopButton onClick={onStop} />
    ) : (
      <SendButton disabled={!mayIntend} busy={busy} onClick={() => submit(false)} />
    );
  return (
    <div className="rounded-14 border border-line-control bg-surface shadow-2 has-[textarea:focus]:border-text-3 in-data-by-keys:has-[textarea:focus]:outline-2 in-data-by-keys:has-[textarea:focus]:outline-offset-2 in-data-by-keys:has-[textarea:focus]:outline-accent">
      {look === "page" ? (
        <>
          <div className="px-5 pt-5">{field}</div>
          <div className="flex items-center gap-3 px-2.5 pt-2 pb-2.5 pl-5">
            <div className="min-w-0 flex-1">{beside}</div>
            {modes}
            {send}
          </div>
        </>
      ) : (
        <div className="flex items-end gap-3 py-1.5 pr-1.5 pl-4">
          <div className="flex min-w-0 flex-1 py-1">{field}</div>
          {modes}
          {send}
        </div>
      )}
      {error ? (
        <p id={id} role="alert" className="px-5 pb-3 text-13 text-danger">
          {error}
        </p>
      ) : null}
      {foot ? <div className="rounded-b-14 border-t border-line bg-canvas">{foot}</div> : null}
    </div>
  );
}

type ComposerFieldProps = ComposerBoxProps & { submit: (wholePanel: boolean) => void; errorId: string | undefined };

function ComposerField(props: ComposerFieldProps) {
  const { label, placeholder, text, onText, look, fieldRef, submit, errorId } = props;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && window.matchMedia("(hover: none) and (pointer: coarse)").matches) return;
    event.preventDefault();
    submit(isCommand);
  }

  return (
    <textarea
      ref={fieldRef}
      aria-label={label}
      aria-describedby={errorId}
      aria-invalid={errorId !== undefined}
      placeholder={placeholder}
      value={text}
      rows={1}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      className={cx(
        "field-sizing-content scroll-thin block max-h-[40dvh] w-full resize-none bg-transparent text-composer outline-none",
        look === "page" ? "min-h-[72px]" : "min-h-6 text-16 sm:text-14",
      )}
    />
  );
}

const roundButton =
  "hit-area flex size-8 shrink-0 items-center justify-center rounded-8 bg-ink text-on-ink transition-colors hover:bg-ink/85 disabled:opacity-30";

function StopButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label="Stop"
      data-tip="Stop"
      data-tip-keys="Ctrl ."
      onClick={onClick}
      className={roundButton}
    >
      <Square aria-hidden size={14} strokeWidth={1.75} className="fill-current" />
    </button>
  );
}

type SendButtonProps = { disabled: boolean; busy: boolean; onClick: () => void };

function SendButton({ disabled, busy, onClick }: SendButtonProps) {
  return (
    <button
      type="button"
      aria-label={busy ? "Sending" : "Send"}
      data-tip="Send"
      data-tip-keys="Enter"
      disabled={disabled}
      onClick={onClick}
      className={roundButton}
    >
      {busy ? <Spinner className="text-on-ink" /> : <ArrowUp aria-hidden size={18} strokeWidth={1.75} />}
    </button>
  );
}
