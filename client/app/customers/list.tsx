import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { markOnce } from "../ui/mark-once.ts";
import { CustomerRow } from "./row.tsx";
import { SkeletonRow } from "./skeleton.tsx";
import type { CustomerList } from "./use-customer-list.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";

/** The height of a row, in the sizes of the letters that the reader has chosen. */
const ROW_REM = 4.5;
/** Rows that are rendered beyond the window, so that a turn of the wheel meets rows. */
const OVERSCAN = 20;
/** The next page is asked for when this many rows are left: more than anybody scrolls while it comes. */
const AHEAD = 200;
/** Rows that stand for those still to come. */
const COMING = 8;

const rowHeight = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * ROW_REM;

/** The rows of the list, of which only those near the window exist: a hundred thousand scroll as ten do. */
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
