/**
 * The column type by which entities declare moments. TypeORM makes a `Date` of `timestamptz`, and `pg` writes a `Date`
 * in the server's time zone. As text, a moment goes in and comes out as the same ISO text.
 */
export const MOMENT = "text";
