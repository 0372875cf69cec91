/** A whole number from 0 to below `count`; 0 is the simplest choice, so that shrinking makes operations smaller. */
export type Choose = (count: number) => number;

/** A value for an argument, input field or list item, by its coordinate: `undefined` leaves it to the type. */
export type Values = (coordinate: string, choose: Choose) => unknown;
