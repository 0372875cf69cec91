import type { ContestantName } from "../run/contestants.ts";
import type { Measured } from "../run/measure.ts";
import { median } from "./tables.ts";

const LABELS: Readonly<Record<ContestantName, string>> = {
  default: "Apollo gateway + subgraphs",
  monolith: "Apollo monolith",
  floor: "one JSON statement",
  ours: "this graph, one process",
  workers: "this graph, two workers",
  split: "this graph, split",
};

const WIDTH = 760;
const LEFT = 190;
const ROW = 22;
const HEAD = 34;
const BAR = WIDTH - LEFT - 70;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .head { font-weight: 600 }
  .node { fill: #4c78a8 } .postgres { fill: #f58518 } .ours { font-weight: 600 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .node { fill: #6ea3d8 } .postgres { fill: #ffa657 } }`;

const bar = (measured: Measured, y: number, longest: number): string => {
  const node = median(measured, (each) => each.node);
  const postgres = median(measured, (each) => each.postgres);
  const [first, second] = [(node / longest) * BAR, (postgres / longest) * BAR];
  const isOurs = ["ours", "workers", "split"].includes(measured.contestant);
  return `
  <text x="${LEFT - 8}" y="${y + 14}" text-anchor="end"${isOurs ? ' class="ours"' : ""}>${LABELS[measured.contestant]}</text>
  <rect class="node" x="${LEFT}" y="${y + 3}" width="${first.toFixed(1)}" height="14"/>
  <rect class="postgres" x="${(LEFT + first).toFixed(1)}" y="${y + 3}" width="${second.toFixed(1)}" height="14"/>
  <text x="${(LEFT + first + second + 6).toFixed(1)}" y="${y + 14}">${(node + postgres).toFixed(1)}</text>`;
};

/** A bar for each contestant under each workload: the CPU of a request, Node's part and PostgreSQL's. */
export const chartOf = (all: readonly Measured[], titles: Readonly<Record<string, string>>): string => {
  let y = 30;
  const groups = Object.entries(titles).map(([workload, title]) => {
    const rows = all.filter((each) => each.workload === workload);
    const longest = Math.max(...rows.map((each) => median(each, ({ node, postgres }) => node + postgres)));
    const head = `\n  <text class="head" x="8" y="${y + 22}">${workload}: ${title}</text>`;
    const bars = rows.map((row, n) => bar(row, y + HEAD + n * ROW, longest));
    y += HEAD + rows.length * ROW;
    return head + bars.join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 12}" role="img" aria-label="CPU of a request, by contestant">
  <style>${STYLE}</style>
  <rect class="node" x="8" y="8" width="14" height="14"/><text x="28" y="20">Node, ms of CPU per request</text>
  <rect class="postgres" x="230" y="8" width="14" height="14"/><text x="250" y="20">PostgreSQL</text>${groups.join("")}
</svg>
`;
};
