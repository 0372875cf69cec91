import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { markOnce } from "../ui/mark-once.ts";
import { CustomerRow } from "./row.tsx";
import { SkeletonRow } from "./skeleton.tsx";
import type { CustomerList } from "./use-customer-list.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";

/** Height of a row in rem, so that it follows the reader's font size. */
const ROW_REM = 4.5;
/** Rows rendered outside the viewport, so that one turn of the wheel shows no gap. */
const OVERSCAN = 20;
/** The next page is fetched when this many rows remain: more than anybody scrolls through in the meantime. */
const AHEAD = 200;
/** Skeleton rows shown while the next page loads. */
const COMING = 8;

const rowHeight = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * ROW_REM;

/** The virtualized list: only rows near the viewport are rendered, so 100,000 rows scroll like ten. */
export const CustomerRows = ({ list }: { list: CustomerList }) => {
  const { customers, hasMore, more, broken, isStale } = list;
  const element = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [height] = useState(rowHeight);

  const rows = useWindowVirtualizer({
    count: customers.length + (hasMore ? COMING : 0),
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin,
  });
  useLayoutEffect(() => {
    if (rows.isScrolling) return;
    const top = element.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(Math.round(top + window.scrollY));
  });

  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useScrollMemory();
  useEffect(() => markOnce("customers-listed"), []);

  useEffect(() => {
    if (hasMore && !broken && !isStale && last >= customers.length - AHEAD) void more();
  }, [hasMore, broken, isStale, last, customers.length, more]);

  return (
    <>
      <div className="captions" aria-hidden="true">
        <span>Customer</span>
        <span>Stage</span>
        <span>Account manager</span>
        <span>Contact details</span>
        <span>Status</span>
      </div>
      <ul ref={element} className="rows" data-stale={isStale} style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const customer = customers[index];
          const top = start - scrollMargin;
          return customer ? (
            <CustomerRow
              key={customer.id}
              customer={customer}
              failures={list.failures}
              top={top}
              position={index + 1}
              total={hasMore ? -1 : customers.length}
            />
          ) : (
            <SkeletonRow key={key} top={top} />
          );
        })}
      </ul>
      {broken && (
        <div className="notice" role="alert">
          <p>More customers could not be loaded.</p>
          <Button onClick={() => void more()}>Try again</Button>
        </div>
      )}
    </>
  );
};
