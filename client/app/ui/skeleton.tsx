/** Grey bars where text will be. What is being loaded is said by the region around them. */
export const Skeleton = ({ lines = 3 }: { lines?: number }) => (
  <div className="skeleton" aria-hidden="true">
    {[...Array(lines).keys()].map((line) => (
      <span key={line} />
    ))}
  </div>
);

/** A page that is on its way. */
export const PageSkeleton = () => (
  <div className="page-skeleton" role="status">
    <span className="unseen">Loading…</span>
    <Skeleton lines={2} />
    <Skeleton lines={6} />
  </div>
);
