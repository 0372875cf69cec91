import { CombinedGraphQLErrors } from "@apollo/client/errors";
import type { RefusalFragment } from "../../index.ts";

/** Errors of a form: by dotted field path, and for the form as a whole. */
export interface Refusals {
  readonly fields: Readonly<Record<string, string>>;
  readonly whole: readonly string[];
}

/** Assigns each user error to its field or the closest one in the form, and any other to the whole form. */
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

/** Form-level errors for a mutation that returned no payload. */
export const refusalsOfError = (error: unknown): Refusals => {
  const messages = CombinedGraphQLErrors.is(error) ? error.errors.map(({ message }) => message) : [];
  return { fields: {}, whole: messages.length > 0 ? messages : ["The server cannot be reached right now."] };
};
