import { CombinedGraphQLErrors } from "@apollo/client/errors";
import type { RefusalFragment } from "../../index.ts";

/** What is wrong with a form: at its fields, by their paths with dots, and as a whole. */
export interface Refusals {
  readonly fields: Readonly<Record<string, string>>;
  readonly whole: readonly string[];
}

const PLACE_IN_INPUT = /at "input\.([\w.]+)"; (.+)$/s;

/** A message of the graph without the path that it begins with: the field is known where it is shown. */
const withoutPath = (message: string, path: string): string =>
  message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;

/** Puts each refusal at the field that it speaks of, or at the nearest one that the form has. */
export const refusalsOf = (userErrors: readonly RefusalFragment[], fields: readonly string[]): Refusals => {
  const atFields: Record<string, string> = {};
  const whole: string[] = [];
  for (const { path, message } of userErrors) {
    const place = path.join(".");
    const field = fields.find((name) => place === name || place.startsWith(`${name}.`) || name.startsWith(`${place}.`));
    if (field && !(field in atFields)) atFields[field] = withoutPath(message, place);
    else whole.push(message);
  }
  return { fields: atFields, whole };
};

/** An error that kept a form from being answered at all, in words for who filled it in. */
export const refusalsOfError = (error: unknown, fields: readonly string[]): Refusals => {
  const messages = CombinedGraphQLErrors.is(error) ? error.errors.map(({ message }) => message) : [];
  const placed = messages.map((message) => PLACE_IN_INPUT.exec(message));
  const atFields = placed.flatMap((match) =>
    match?.[1] && match[2] && fields.includes(match[1]) ? [[match[1], match[2]] as const] : [],
  );
  if (atFields.length > 0) return { fields: Object.fromEntries(atFields), whole: [] };
  return { fields: {}, whole: messages.length > 0 ? messages : ["The server cannot be reached right now."] };
};
