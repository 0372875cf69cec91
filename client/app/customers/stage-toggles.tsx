import type { FunnelStage } from "../../index.ts";
import { STAGES, valuesOf } from "../ui/words.ts";

interface Props {
  readonly chosen: readonly FunnelStage[];
  readonly onChange: (stages: readonly FunnelStage[]) => void;
}

/** Filter by any number of stages. No selection means all. */
export const StageToggles = ({ chosen, onChange }: Props) => (
  <fieldset className="toggles">
    <legend>Stage</legend>
    {valuesOf(STAGES).map((stage) => (
      <label key={stage} className="toggle" data-stage={stage}>
        <input
          type="checkbox"
          checked={chosen.includes(stage)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, stage] : chosen.filter((other) => other !== stage))
          }
        />
        {STAGES[stage]}
      </label>
    ))}
  </fieldset>
);
