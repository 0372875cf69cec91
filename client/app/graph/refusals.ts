import { CombinedGraphQLErrors } from "@apollo/client/errors";
import type { RefusalFragment } from "../../index.ts";

/** What is wrong with a form: at its fields, by their paths with dots, and as a whole. */
export interface Refusals {
  readonly fields: Readonly<Record<string, string>>;
  readonly whole: readonly string[];
}

/** Puts each refusal at the field that it speaks of, or at the nearest one that the form has. */
export const refusalsOf = (userErrors: readonly RefusalFragment[], fields: readonly string[]): Refusals => {
  const atFields: Record<string, string> = {};
  const whole: string[] = [];
  for (const { path, message } of userErrors) {
    const place = path.join(".");
    const field = fields.find((name) => place === name || place.startsWith(`${name}.`) || name.startsWith(`${place}.`));
    if (field && !(field in atFields)) atFields[field] = message;
    else whole.push(`${place}: ${message}`);
  }
  return { fields: atFields, whole };
};

/** An error that kept a form from being answered at all, in words for who filled it in. */
export const refusalsOfError = (error: unknown): Refusals => {
  const messages = CombinedGraphQLErrors.is(error) ? error.errors.map(({ message }) => message) : [];
  return { fields: {}, whole: messages.length > 0 ? messages : ["The server cannot be reached right now."] };
};
