import { formatMoment } from "./format.ts";

interface Props {
  readonly at: string;
  readonly by: { readonly subject: string; readonly name: string | null } | null;
}

/** When something happened, and who did it if known. */
export const Moment = ({ at, by }: Props) => (
  <>
    <time dateTime={at}>{formatMoment(at)}</time>
    {by && `, by ${by.name ?? by.subject}`}
  </>
);
