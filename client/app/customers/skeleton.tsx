/** Placeholder for a row that is loading. */
export const SkeletonRow = ({ top }: { top?: number }) => (
  <li
    className="row coming"
    style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
    aria-hidden="true"
  >
    <span className="avatar" />
    <div className="who">
      <span className="bar" />
      <span className="bar short" />
    </div>
  </li>
);

/** Placeholder for the list during the first load. */
export const RowsSkeleton = ({ rows }: { rows: number }) => (
  <div role="status">
    <span className="unseen">Loading the customers…</span>
    <ul className="rows flow" aria-hidden="true">
      {[...Array(rows).keys()].map((row) => (
        <SkeletonRow key={row} />
      ))}
    </ul>
  </div>
);
