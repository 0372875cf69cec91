import { formatMoment } from "./format.ts";

interface Props {
  readonly at: string;
  readonly by: { readonly subject: string; readonly name: string | null } | null;
}

/** When something took place, and who did it, if that is known. */
export const Moment = ({ at, by }: Props) => (
  <>
    <time dateTime={at}>{formatMoment(at)}</time>
    {by && `, by ${by.name ?? by.subject}`}
  </>
);
