import type { Party } from "../customer/types.ts";
import { initialsOf } from "./format.ts";

/** Initials, round for a person, square for an organization. Decorative: the name is next to it. */
export const Avatar = ({ name, kind }: { name: string; kind: Party["__typename"] }) => (
  <span className="avatar" data-kind={kind} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
