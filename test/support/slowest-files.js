// Plain JavaScript, because jest loads reporters untransformed.

const MOST = 10;

const seconds = ({ perfStats: { start, end } }) => (end - start) / 1_000;

/** Jest reporter that lists the slowest files after a run of many. */
export default class SlowestFiles {
  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= MOST) return;
    const slowest = testResults.toSorted((one, other) => seconds(other) - seconds(one)).slice(0, MOST);
    const all = testResults.reduce((sum, result) => sum + seconds(result), 0);
    process.stderr.write(
      `\nThe slowest ${MOST} of ${testResults.length} files, which took ${all.toFixed(0)} s together:\n`,
    );
    for (const result of slowest) {
      const path = result.testFilePath.replace(/^.*\/test\//, "test/");
      process.stderr.write(`${seconds(result).toFixed(1).padStart(7)} s  ${path}\n`);
    }
  }
}
