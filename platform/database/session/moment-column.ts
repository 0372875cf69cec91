/**
 * The type by which an entity declares a column of moments. TypeORM makes a `Date` of what it knows to be `timestamptz`, and `pg` writes a
 * `Date` in the time zone of the server. As text, a moment goes in and comes out as the ISO text that it is.
 */
export const MOMENT = "text";
