/** Digits distinguish the cases of one cause. */
const causeOf = (error: Error): string => {
  const { code } = error as { readonly code?: unknown };
  return `${String(code ?? "")} ${error.message.replace(/\d+/g, "…")}`;
};

const PERIOD_MS = 10_000;
const MOST_CAUSES = 100;

/** Logs an error unless an equal one was logged within ten seconds; the next one logged says how many were omitted. */
export const oncePerCause = (
  write: (error: Error, leftOut: number) => void,
  now: () => number = () => performance.now(),
): ((error: Error) => void) => {
  const causes = new Map<string, { readonly since: number; leftOut: number }>();

  return (error) => {
    const cause = causeOf(error);
    const known = causes.get(cause);
    if (known && now() - known.since < PERIOD_MS) {
      known.leftOut++;
      return;
    }
    if (causes.size >= MOST_CAUSES) causes.clear();
    causes.set(cause, { since: now(), leftOut: 0 });
    write(error, known?.leftOut ?? 0);
  };
};
