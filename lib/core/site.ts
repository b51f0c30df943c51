/** A host name with at least two labels, in ASCII form. */
export const sitePattern = /^(?=.{3,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/;

/** What a person means by a site, whether typed or pasted: "https://www.Example.org/a" and "*.example.org" name example.org. */
export function siteOf(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const bare = trimmed.replace(/^[a-z]+:\/\//, "").replace(/^(?:\*\.)+/, "");
  const host = URL.parse(`http://${bare}`)?.hostname ?? trimmed;
  return host.replace(/^www\./, "").replace(/\.$/, "");
}
