/** Where to go after signing in: the path that was asked for if it is a page of ours, else the start page. */
export function safeReturnPath(asked: string | undefined): string {
  const here = "http://parley.invalid";
  const url = asked?.startsWith("/") ? URL.parse(asked, here) : null;
  if (!url || url.origin !== here || /^\/(sign-in|api)(\/|$)/.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
