/** A role that begins with a short title ("Sceptic. Argue against ...") in two parts; without one, all is text. */
export function splitRole(role: string): { title: string; text: string } {
  const match = /^([^.:\n]{2,32})[.:](?:\s+|$)/.exec(role.trim());
  const title = match?.[1]?.trim() ?? "";
  if (!match || title.split(/\s+/).length > 3) return { title: "", text: role.trim() };
  return { title, text: role.trim().slice(match[0].length) };
}
