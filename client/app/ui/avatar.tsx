import type { Party } from "../customer/types.ts";
import { initialsOf } from "./format.ts";

/** Round for people, square for organizations. The name stands beside it. */
export const Avatar = ({ name, kind }: { name: string; kind: Party["__typename"] }) => (
  <span className="avatar" data-kind={kind} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
