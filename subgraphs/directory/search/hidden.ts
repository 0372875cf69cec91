/** The statuses that lists, searches and look-ups leave out unless requested. */
const INACTIVE = ["INACTIVE", "ARCHIVED"] as const;

/** The statuses left out. */
export const hiddenStatuses = (includeInactive: boolean | null | undefined): readonly string[] =>
  includeInactive ? [] : INACTIVE;
