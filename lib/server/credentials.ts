/** What stands behind "Bearer" in the Authorization header; null = nothing. No other header and no address carries a key. */
export function bearerIn(headers: Headers): string | null {
  return /^Bearer +(\S.*)$/i.exec(headers.get("authorization") ?? "")?.[1]?.trim() || null;
}
