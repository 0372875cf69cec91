/** How names are sorted, everywhere: as Unicode sorts them, with accents and case decided last. */
export const NAME_ORDER = 'collate "und-x-icu"';
