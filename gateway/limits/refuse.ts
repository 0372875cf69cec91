import { Refusal } from "../../platform/graphql/errors.ts";

const MOST_SHOWN = 1_000_000_000;

/** A number for a message. Nested fragments produce unbounded numbers. */
export const formatCount = (value: number): string =>
  value > MOST_SHOWN ? `over ${MOST_SHOWN}` : String(Math.ceil(value));

const bounded = (facts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, Math.ceil(Math.min(value, MOST_SHOWN))]));

/** An error that the client can fix: HTTP status 400, with the relevant numbers. */
export const refuse = (message: string, facts: Readonly<Record<string, number>>): Refusal =>
  new Refusal("OPERATION_REFUSED", message, { extensions: { ...bounded(facts), http: { status: 400 } } });
