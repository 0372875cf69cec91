import { useState } from "react";
import type { NextPageFragment } from "../../index.ts";
import { Button } from "./button.tsx";

interface Props {
  readonly page: NextPageFragment;
  /** Fetches the page after a cursor; the cache appends it. */
  readonly ask: (after: string) => PromiseLike<unknown>;
  /** What the button loads more of, for screen readers. */
  readonly of?: string;
}

/** Button to load the next page, if there is one. */
export const More = ({ page: { hasNextPage, endCursor }, ask, of }: Props) => {
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  if (!hasNextPage || endCursor === null) return null;

  const show = async () => {
    setState("asking");
    try {
      await ask(endCursor);
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  return (
    <p className="more">
      <Button kind="quiet" disabled={state === "asking"} onClick={() => void show()}>
        {state === "asking" ? "Loading…" : "Show more"}
        {of && <span className="unseen"> of {of}</span>}
      </Button>
      {state === "failed" && <span role="alert">Loading failed. Try again.</span>}
    </p>
  );
};
