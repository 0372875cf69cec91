/**
 * Picks an integer from 0 to `count` - 1. 0 is the simplest choice, so that shrinking makes
 * operations smaller.
 */
export type Choose = (count: number) => number;

/** A value for an argument, input field or list item, by coordinate; `undefined` lets the type decide. */
export type Values = (coordinate: string, choose: Choose) => unknown;
