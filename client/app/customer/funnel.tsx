import type { FunnelStage } from "../../index.ts";
import { STAGES, valuesOf } from "../ui/words.ts";

/** How far down the funnel a relationship is. */
export const Funnel = ({ stage }: { stage: FunnelStage }) => {
  const stages = valuesOf(STAGES);
  const reached = stages.indexOf(stage);
  return (
    <ol className="funnel" aria-label="Funnel">
      {stages.map((one, index) => (
        <li key={one} data-reached={index <= reached} aria-current={one === stage ? "step" : undefined}>
          {STAGES[one]}
        </li>
      ))}
    </ol>
  );
};
