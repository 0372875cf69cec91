import type { Container } from "./failure.ts";
import { Failure } from "./failure.ts";
import type { Walk } from "./path.ts";
import { createIndex } from "./representation-index.ts";
import type { Represent } from "./representations.ts";

/** The entities that one fetch completes, each distinct one represented once. */
export interface Collected {
  /** Every object to complete, and its representation. */
  readonly targets: readonly { readonly target: Container; readonly index: number }[];
  /** One object of each distinct entity. */
  readonly sources: readonly Container[];
  /** Objects that cannot be completed because part of their key failed. */
  readonly blocked: readonly { readonly target: Container; readonly failure: Failure }[];
  /** Called once per fetch: subgraphs in the same process must not share objects. */
  readonly representations: () => Record<string, unknown>[];
}

export const collectEntities = (data: Container, walks: readonly Walk[], represent: Represent): Collected => {
  const found: Container[] = [];
  for (const walk of walks) walk(data, found);

  const indexOf = createIndex(represent.soleKey);
  const targets: { target: Container; index: number }[] = [];
  const sources: Container[] = [];
  const blocked: { target: Container; failure: Failure }[] = [];
  let fresh: Record<string, unknown>[] | undefined = [];
  for (const target of found) {
    const representation = represent(target);
    if (representation === undefined) continue;
    if (representation instanceof Failure) {
      blocked.push({ target, failure: representation });
      continue;
    }
    const index = indexOf(representation);
    if (index === sources.length) {
      sources.push(target);
      fresh.push(representation);
    }
    targets.push({ target, index });
  }

  const representations = () => {
    const first = fresh ?? sources.map((source) => represent(source) as Record<string, unknown>);
    fresh = undefined;
    return first;
  };
  return { targets, sources, blocked, representations };
};
