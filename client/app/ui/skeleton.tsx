/** Placeholder lines. The region around them announces what is loading. */
export const Skeleton = ({ lines = 3 }: { lines?: number }) => (
  <div className="skeleton" aria-hidden="true">
    {[...Array(lines).keys()].map((line) => (
      <span key={line} />
    ))}
  </div>
);

/** Placeholder for a page that is loading. */
export const PageSkeleton = () => (
  <div className="page-skeleton" role="status">
    <span className="unseen">Loading…</span>
    <Skeleton lines={2} />
    <Skeleton lines={6} />
  </div>
);
