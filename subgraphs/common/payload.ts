import { RuleBroken, type UserError } from "./user-errors.ts";

/** The SDL's payload: what a command wrote, or why it wrote nothing. */
export type Payload<Written extends object> = Partial<Written> & { readonly userErrors: UserError[] };

/** Waits for a command, and turns its refusal into part of the payload. */
export const payloadOf = async <Written extends object>(command: Promise<Written>): Promise<Payload<Written>> => {
  try {
    return { ...(await command), userErrors: [] };
  } catch (error) {
    if (error instanceof RuleBroken) return { userErrors: [...error.userErrors] } as Payload<Written>;
    throw error;
  }
};
