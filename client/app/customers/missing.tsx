import type { Failure } from "../graph/failures.ts";
import { Button } from "../ui/button.tsx";
import { facetOf } from "../ui/facets.ts";
import { Icon } from "../ui/icon.tsx";

/** Says which facets failed to load, so that their columns are not taken for empty. */
export const MissingInList = ({ failures, retry }: { failures: readonly Failure[]; retry: () => void }) => {
  const facets = [...new Set(failures.filter(({ field }) => field !== "").map(({ field }) => facetOf(field)))];
  if (facets.length === 0) return null;
  return (
    <div className="missing" role="alert">
      <Icon name="warning" />
      <p>{`${facets.join(" and ")} ${facets.length > 1 ? "are" : "is"} not available right now. Everything else is up to date.`}</p>
      <Button onClick={retry}>Try again</Button>
    </div>
  );
};
