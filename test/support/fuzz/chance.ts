import type { Choose } from "../engine/choices.ts";

/** The same choices for the same seed (mulberry32), so that a failing run can be repeated. */
export const seededChoice = (seed: number): Choose => {
  let state = seed >>> 0;
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
};

export const oneOf = <Item>(choose: Choose, items: readonly Item[]): Item => items[choose(items.length)] as Item;
