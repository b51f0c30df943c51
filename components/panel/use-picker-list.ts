"use client";
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { firstOption, nextOption, type PickerItem, rowsInView, rowTops } from "./picker-items";

const pageOfRows = 8;

/** Keyboard, active row and window of the picker's list. Focus stays in the search field (combobox pattern). */
export function usePickerList(items: readonly PickerItem[], current: string, choose: (item: PickerItem) => void) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<{ items: readonly PickerItem[]; index: number } | null>(null);
  const tops = useMemo(() => rowTops(items), [items]);
  const options = useMemo(() => items.flatMap((item, index) => (item.type === "heading" ? [] : [index])), [items]);
  const active = moved?.items === items ? moved.index : firstOption(items, current);

  const { shown, look } = useListWindow(box, tops, firstOption(items, current));

  function moveTo(index: number): void {
    setMoved({ items, index });
    revealRow(box.current, tops, index);
  }

  function chooseAt(index: number): void {
    const item = items[index];
    if (item) choose(item);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      chooseAt(active);
      return;
    }
    const step = steps[event.key];
    if (step === undefined || event.shiftKey || event.altKey) return;
    event.preventDefault();
    moveTo(nextOption(items, active, step));
  }

  return {
    inputProps: {
      role: "combobox",
      "aria-expanded": true,
      "aria-haspopup": "listbox",
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-activedescendant": active >= 0 ? `${id}-${active}` : undefined,
      onKeyDown,
    } as const,
    // A native select can neither be searched nor windowed, hence the roles.
    listProps: { ref: box, id, role: "listbox", tabIndex: -1, onScroll: look } as const,
    optionProps: (index: number) =>
      ({
        id: `${id}-${index}`,
        role: "option",
        tabIndex: -1,
        "aria-setsize": options.length,
        "aria-posinset": options.indexOf(index) + 1,
        onClick: () => chooseAt(index),
        onPointerMove: () => index !== active && setMoved({ items, index }),
        // The focus stays in the search field.
        onPointerDown: (event: PointerEvent<HTMLElement>) => event.preventDefault(),
      }) as const,
    tops,
    active,
    shown,
  };
}

export type PickerListState = ReturnType<typeof usePickerList>;

/** The rows to draw, [first, end). A new list begins at its top, or at its first option. */
function useListWindow(box: RefObject<HTMLDivElement | null>, tops: readonly number[], first: number) {
  const start = Math.max(0, (tops[first] ?? 0) - 96);
  const [view, setView] = useState({ tops, top: start, height: 720 });
  if (view.tops !== tops) setView({ ...view, tops, top: start });

  useLayoutEffect(() => {
    box.current?.scrollTo({ top: start });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new list moves the window, not pointing at another row
  }, [box, tops]);

  function look(): void {
    if (box.current) setView({ tops, top: box.current.scrollTop, height: box.current.clientHeight });
  }

  return { shown: rowsInView(tops, view.top, view.height), look };
}

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: pageOfRows,
  PageUp: -pageOfRows,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function revealRow(box: HTMLDivElement | null, tops: readonly number[], index: number): void {
  const [top, bottom] = [tops[index] ?? 0, tops[index + 1] ?? 0];
  if (!box) return;
  // The heading above the first row of a group comes along.
  if (top - 32 < box.scrollTop) box.scrollTop = top - 32;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
