import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface Props {
  /** What failed, worded as the beginning of a sentence. */
  readonly what: string;
  readonly forbidden?: boolean;
  readonly retry: () => void;
}

/** Shown in place of content that failed to load, so that it is not taken for empty. */
export const Failed = ({ what, forbidden = false, retry }: Props) => (
  <div className="failed" role="alert">
    <Icon name="warning" />
    <p>{forbidden ? `${what}: you do not have access.` : `${what} is not available right now.`}</p>
    {!forbidden && <Button onClick={retry}>Try again</Button>}
  </div>
);
