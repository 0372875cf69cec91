import type { OpenFunnelStage } from "../../index.ts";
import { STAGES, valuesOf, wordFor } from "../ui/words.ts";

/** Shows how far down the funnel a relationship is. */
export const Funnel = ({ stage }: { stage: OpenFunnelStage }) => {
  const known = valuesOf(STAGES);
  const stages: readonly OpenFunnelStage[] = known.some((one) => one === stage) ? known : [...known, stage];
  const reached = stages.indexOf(stage);
  return (
    <ol className="funnel" aria-label="Funnel">
      {stages.map((one, index) => (
        <li key={one} data-reached={index <= reached} aria-current={one === stage ? "step" : undefined}>
          {wordFor(STAGES, one)}
        </li>
      ))}
    </ol>
  );
};
