/** How names are sorted, everywhere: as Unicode sorts them, with accents and case decided last. */
export const NAME_ORDER = 'collate "und-x-icu"';

/**
 * The name and the id in the cursor of a first page: they sort before every other, for no name is empty. So one plan, with the index, serves all
 * pages.
 */
export const BEFORE_ALL_NAMES = ["", "00000000-0000-0000-0000-000000000000"] as const;
