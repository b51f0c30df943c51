import { z } from "zod";

/** The address of a server that a person connects. Its key goes into a field of its own. */
export const HttpAddress = z
  .string()
  .trim()
  .max(500)
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""),
    "Give an address that begins with http:// or https://.",
  )
  .refine((text) => {
    const url = URL.parse(text);
    return !url || (url.username === "" && url.password === "");
  }, "Put the key into its own field, not into the address.");

/** A key as servers give it, of so many characters at most. */
export function keyOf(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .regex(/^[\x21-\x7e]*$/, "A key has no spaces or special characters.");
}
