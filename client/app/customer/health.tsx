/** Health score, 0 to 100. */
export const Health = ({ score }: { score: number }) => (
  <span className="health">
    <meter min={0} max={100} low={40} high={70} optimum={100} value={score} aria-label="Health score" />
    {score}
  </span>
);
