/** The sign-in page, which sends people back to the page they asked for. */
export function signInAddress(page: string): string {
  return page === "/" ? "/sign-in" : `/sign-in?from=${encodeURIComponent(page)}`;
}
