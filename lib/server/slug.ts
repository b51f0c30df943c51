/** An id from a name: lower-case letters, digits and dashes; made unique with a number. */
export function uniqueSlug(name: string, fallback: string, isTaken: (slug: string) => boolean): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = words.slice(0, 40).replace(/^-+|-+$/g, "") || fallback;
  if (!isTaken(slug)) return slug;
  for (let count = 2; ; count++) {
    if (!isTaken(`${slug}-${count}`)) return `${slug}-${count}`;
  }
}
