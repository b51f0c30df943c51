"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { conversationsQuery } from "@/lib/client/queries";
import { useSaveAppearance } from "@/lib/client/settings";
import { containsWords, type SearchGroup, type SearchItem, searchItems } from "./search-items";

/** The field and the list under it; one tab stop, arrows move, Enter goes. */
export function SearchBody({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState("");
  const wanted = words.trim();
  const list = useInfiniteQuery(conversationsQuery(wanted));
  const known = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  // While the server searches, what it found for the words before is shown as far as it fits: Enter takes the first.
  const found = list.isPlaceholderData ? known.filter(({ title }) => containsWords(title, wanted)) : known;
  const choose = useChoose(onClose);
  return (
    <Autocomplete.Root
      open
      inline
      items={searchItems(found, words)}
      filter={null}
      value={words}
      onValueChange={setWords}
      itemToStringValue={(item: SearchItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <SearchField busy={list.isFetching && wanted !== ""} onClose={onClose} />
      <Autocomplete.Empty className="px-4 text-13 text-text-2 not-empty:py-4">
        {list.isFetching ? "Searching" : "No title or command contains these words."}
      </Autocomplete.Empty>
      <Autocomplete.List className="scroll-thin min-h-0 flex-1 overflow-y-auto p-1.5 empty:p-0 sm:max-h-[420px]">
        {(group: SearchGroup) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-12 text-text-3">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: SearchItem) => (
                <Autocomplete.Item
                  key={item.value}
                  value={item}
                  onClick={() => choose(item)}
                  className="flex min-h-9 cursor-pointer items-center gap-3 rounded-7 px-2.5 text-13 outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  <span className="shrink-0 text-12 text-text-3">{item.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function SearchField({ busy, onClose }: { busy: boolean; onClose: () => void }) {
  return (
    <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
      <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />
      <Autocomplete.Input
        ref={focusAtStart}
        aria-label="Search titles and commands"
        placeholder="Search titles and commands"
        className="h-12 min-w-0 flex-1 bg-transparent text-16 outline-none"
      />
      {busy ? <Spinner /> : null}
      <IconButton
        label="Close"
        className="-mr-2 sm:hidden"
        size={32}
        icon={<X aria-hidden size={16} strokeWidth={1.75} />}
        onClick={onClose}
      />
    </div>
  );
}

/** The dialog has looked for something to focus before this code was there. */
function focusAtStart(field: HTMLInputElement | null): void {
  field?.focus();
}

function useChoose(onClose: () => void): (item: SearchItem) => void {
  const router = useRouter();
  const saveAppearance = useSaveAppearance();
  return (item) => {
    onClose();
    if ("href" in item) router.push(item.href);
    else saveAppearance.mutate({ theme: item.theme });
  };
}
