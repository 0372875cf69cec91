import type { Viewer } from "../../platform/auth/viewer.ts";
import { Refusal } from "../../platform/graphql/errors.ts";

/** Refuses the part of an input that writes finance, unless the viewer may. */
export const demandFinance = ({ scopes }: Viewer, part: { readonly finance?: unknown }, place: string): void => {
  if (part.finance && !scopes.has("finance:write")) {
    throw new Refusal("FORBIDDEN", `${place}.finance needs the scope finance:write.`);
  }
};
