import type { ReactNode } from "react";
import type { NextPageFragment } from "../../index.ts";
import { More } from "../ui/more.tsx";

interface Props<Entry> {
  readonly page: { readonly nodes: readonly Entry[]; readonly pageInfo: NextPageFragment };
  /** Shown when there are no entries. */
  readonly none: string;
  /** Fetches the page after a cursor. */
  readonly ask: (after: string) => PromiseLike<unknown>;
  readonly children: (entry: Entry) => ReactNode;
}

/** A list of entries with a button to load more. */
export const Timeline = <Entry extends { readonly id: string }>({ page, none, ask, children }: Props<Entry>) => (
  <>
    {page.nodes.length === 0 && <p className="empty">{none}</p>}
    <ul className="timeline">
      {page.nodes.map((entry) => (
        <li key={entry.id}>{children(entry)}</li>
      ))}
    </ul>
    <More page={page.pageInfo} ask={ask} />
  </>
);
