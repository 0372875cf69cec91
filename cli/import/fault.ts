/** Collects the faults of a mapping, each with its path. */
export type Fault = (place: string, message: string) => void;

/** An unknown key is more likely misspelt than intended. */
export const refuseUnknown = (value: object, known: readonly string[], place: string, fault: Fault): void => {
  for (const key of Object.keys(value)) {
    if (!known.includes(key))
      fault(place ? `${place}.${key}` : key, `is not known here; there are ${known.join(", ")}`);
  }
};
