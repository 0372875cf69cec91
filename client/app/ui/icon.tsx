const PATHS = {
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21",
  chevron: "m9 5 7 7-7 7",
  move: "M4 12h16M14 6l6 6-6 6",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  warning: "M12 3 2 20h20L12 3ZM12 10v4M12 17h.01",
  graph: "M12 5 19 9v7l-7 4-7-4V9zM12 5v0M19 16v0M5 16v0",
} as const;

/** A decorative icon next to text that says the same; hidden from screen readers. */
export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
