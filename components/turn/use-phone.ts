/** Where claim cards take the place of the matrix and tabs the place of sections. */
export const phoneQuery = "(width < 640px)";
