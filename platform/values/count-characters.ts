/**
 * How many characters a text has, where more than `most` are too many. No character takes more than two units, so a text of more than twice as
 * many is not read: its number of units stands for them.
 */
export const countCharacters = (text: string, most: number): number =>
  text.length > 2 * most ? text.length : [...text].length;
