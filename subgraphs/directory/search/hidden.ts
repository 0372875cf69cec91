/** The statuses that lists, searches and look-ups leave out unless they are asked for. */
const INACTIVE = ["INACTIVE", "ARCHIVED"] as const;

/** The statuses that are not shown. */
export const hiddenStatuses = (includeInactive: boolean | null | undefined): readonly string[] =>
  includeInactive ? [] : INACTIVE;
