/** Runs before the first paint, so that no page flashes in the wrong theme. */
export const themeScript =
  'if(matchMedia("(prefers-color-scheme: dark)").matches)document.documentElement.classList.add("dark")';
