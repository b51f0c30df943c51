import { hostOf } from "@/lib/core/source-url";
import type { SourceState } from "@/lib/core/turn";
import { safeUrl } from "./markdown/safe-url";
import { sourceFacts } from "./view/source-words";

/** What a page is called, as a link to it, and where it is from. */
export function SourceTitle({ source }: { source: SourceState }) {
  const url = safeUrl(source.url);
  const title = source.title || hostOf(source.url);
  return (
    <span className="min-w-0">
      {url ? (
        <a href={url} title={url} target="_blank" rel="noopener noreferrer" className="line-clamp-2 hover:underline">
          {title}
        </a>
      ) : (
        <span className="line-clamp-2">{title}</span>
      )}
      <span className="block truncate text-12 text-text-3">{sourceFacts(source)}</span>
    </span>
  );
}
