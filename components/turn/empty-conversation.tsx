import { ButtonLink } from "@/components/ui/button";

/** A conversation whose first question never arrived. */
export function EmptyConversation() {
  return (
    <div className="flex flex-1 flex-col items-start justify-center gap-2 pb-[20vh]">
      <h1 className="title-face text-26">Nothing was asked here yet</h1>
      <p className="pb-4 text-14 text-text-2">The first question of this conversation did not arrive.</p>
      <ButtonLink href="/">New conversation</ButtonLink>
    </div>
  );
}
