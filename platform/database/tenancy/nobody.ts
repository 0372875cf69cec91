/** A tenant that has no rows. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";
