import { useSearchParams } from "react-router";
import { useEmployeeNames } from "../edit/choices.ts";
import { Choice } from "../ui/choice.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { STAGES, valuesOf } from "../ui/words.ts";
import { BoardColumn } from "./column.tsx";
import { useStageCounts } from "./use-stage-counts.ts";
import "../styles/board.css";

/** The funnel as a board with one column per stage; customers can be moved between columns. */
const BoardPage = () => {
  const [params, setParams] = useSearchParams();
  const managerId = params.get("manager");
  const managers = useEmployeeNames();
  const counts = useStageCounts(managerId);

  return (
    <div className="board-page">
      <div className="page-head">
        <PageTitle title="Funnel" />
        <p className="quiet">Drag a card to another stage, or use its arrow button.</p>
        <Choice
          label="Account manager"
          any="Anyone"
          words={managers}
          value={managerId}
          onChange={(manager) => setParams(manager ? { manager } : {})}
        />
      </div>
      {/** biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <section className="board" aria-label="Funnel stages" tabIndex={0}>
        {valuesOf(STAGES).map((stage) => (
          <BoardColumn key={stage} stage={stage} managerId={managerId} count={counts?.(stage)} />
        ))}
      </section>
    </div>
  );
};

export default BoardPage;
