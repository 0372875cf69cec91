import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Says that a refetch failed and the data shown may be out of date. */
export const Old = ({ retry }: { retry: () => void }) => (
  <div className="missing" role="alert">
    <Icon name="warning" />
    <p>The server cannot be reached right now, so what you see may be out of date.</p>
    <Button onClick={retry}>Try again</Button>
  </div>
);
