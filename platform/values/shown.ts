/** How much of a refused value an error quotes. */
export const shown = (value: unknown): string =>
  JSON.stringify(typeof value === "string" && value.length > 60 ? `${value.slice(0, 60)}…` : value);
