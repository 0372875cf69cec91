import type { FetchNodePathSegment, KeyRenamer, OutputRewrite } from "@graphql-hive/router-query-planner";
import { isContainer } from "./failure.ts";
import type { PossibleTypes } from "./path.ts";

/**
 * Where the planner had to alias a field for one subgraph, its value moves back to the key that the rest of the plan
 * reads.
 */
export interface OutputRewrites {
  readonly apply: (data: unknown) => void;
  readonly finalKey: (key: string) => string;
}

type Rename = (data: unknown) => void;

const eachObject =
  (rename: Rename): Rename =>
  (data) => {
    if (Array.isArray(data)) for (const item of data) eachObject(rename)(item);
    else if (isContainer(data)) rename(data);
  };

const compileRename = (path: readonly FetchNodePathSegment[], to: string, possibleTypes: PossibleTypes): Rename => {
  const [segment, ...rest] = path;
  if (!segment) return () => {};
  if ("TypenameEquals" in segment) {
    const next = compileRename(rest, to, possibleTypes);
    const possible = new Set(segment.TypenameEquals.flatMap((name) => [...possibleTypes(name)]));
    return eachObject((data) => {
      const { __typename } = data as { __typename?: unknown };
      if (typeof __typename !== "string" || possible.has(__typename)) next(data);
    });
  }
  const { Key: key } = segment;
  if (rest.length > 0) {
    const next = compileRename(rest, to, possibleTypes);
    return eachObject((data) => next((data as Record<string, unknown>)[key]));
  }
  return eachObject((data) => {
    const object = data as Record<string, unknown>;
    if (!Object.hasOwn(object, key)) return;
    object[to] = object[key];
    delete object[key];
  });
};

const renamerOf = (rewrite: OutputRewrite): KeyRenamer => {
  if ("KeyRenamer" in rewrite) return rewrite.KeyRenamer;
  throw new Error("The plan rewrites its output in a way this gateway does not know.");
};

/** Paths below `_entities` may begin with its alias or directly at the entity. */
const below = (path: readonly FetchNodePathSegment[], alias: string | undefined) => {
  const [first] = path;
  return alias !== undefined && first && "Key" in first && (first.Key === alias || first.Key === "_entities")
    ? path.slice(1)
    : path;
};

export const compileOutputRewrites = (
  rewrites: readonly OutputRewrite[] | undefined,
  possibleTypes: PossibleTypes,
  alias?: string,
): OutputRewrites | undefined => {
  if (!rewrites?.length) return undefined;
  const renamers = rewrites.map(renamerOf);
  const renames = renamers.map(({ path, renameKeyTo }) =>
    compileRename(below(path, alias), renameKeyTo, possibleTypes),
  );
  const finalKeys = new Map(
    renamers.flatMap(({ path, renameKeyTo }) => {
      const last = path.at(-1);
      return last && "Key" in last ? [[last.Key, renameKeyTo] as const] : [];
    }),
  );
  return {
    apply: (data) => {
      for (const rename of renames) rename(data);
    },
    finalKey: (key) => finalKeys.get(key) ?? key,
  };
};
