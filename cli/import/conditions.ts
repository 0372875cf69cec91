import { isRecord } from "../../platform/values/is-record.ts";
import type { Fault } from "./fault.ts";

/** The text of a row's cell in a column; empty if it stands for nothing. */
export type TextIn = (column: string) => string;

interface Test {
  readonly column: string;
  readonly texts: readonly string[];
  readonly how: "is" | "not" | "startsWith";
}

/** What the cells of a row must be. All tests must hold. */
export type Condition = readonly Test[];

const HOLDS: Readonly<Record<Test["how"], (text: string, texts: readonly string[]) => boolean>> = {
  is: (text, texts) => texts.includes(text),
  not: (text, texts) => !texts.includes(text),
  startsWith: (text, texts) => texts.some((start) => text.startsWith(start)),
};

/** Whether a row meets a condition. */
export const isMet = (condition: Condition, textIn: TextIn): boolean =>
  condition.every(({ column, texts, how }) => HOLDS[how](textIn(column), texts));

const textsOf = (value: unknown): string[] | undefined => {
  const texts = [value].flat();
  return texts.length > 0 && texts.every((text) => typeof text === "string") ? texts : undefined;
};

const checkTest = (column: string, value: unknown, place: string, fault: Fault): Test[] => {
  const [[how, given] = ["", undefined], ...others] = isRecord(value) ? Object.entries(value) : [["is", value]];
  const texts = textsOf(given);
  if (texts && others.length === 0 && (how === "is" || how === "not" || how === "startsWith")) {
    return [{ column, texts, how }];
  }
  fault(`${place}.${column}`, 'give a text, a list of texts, { "not": … } or { "startsWith": … }; "" is an empty cell');
  return [];
};

/** A condition: for each of its columns a text, a list of texts, or what the text is not or starts with. */
export const checkCondition = (value: unknown, place: string, fault: Fault): Condition => {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    fault(place, 'give an object such as { "Type": ["Company", "Association"] }');
    return [];
  }
  return Object.entries(value).flatMap(([column, test]) => checkTest(column, test, place, fault));
};
