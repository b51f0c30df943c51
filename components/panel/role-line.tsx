import { splitRole } from "./role-parts";

/** A role in one line: its title in sans, the instruction in serif. */
export function RoleLine({ role }: { role: string }) {
  if (role.trim() === "") return null;
  const { title, text } = splitRole(role);
  return (
    <p className="mt-0.5 flex min-w-0 items-baseline gap-2">
      {title ? <span className="shrink-0 text-13 font-medium">{title}</span> : null}
      <span className="min-w-0 truncate font-serif text-14 tracking-normal text-text-2">{text}</span>
    </p>
  );
}
