import type { PlainResponse } from "./execute.ts";
import { differences, normalized, showsOf } from "./normalized.ts";
import type { Asker, Stage } from "./scenes.ts";
import type { Variant } from "./variants.ts";

/** Sends a request as an asker. */
export type Ask = (asker: Asker, variables: Record<string, unknown>) => Promise<PlainResponse>;

/**
 * What a stranger learns from these requests: where the response differs from that for a victim who
 * never existed, and where it contains anything of the victim's that the stranger did not send in
 * the variables or the token.
 */
export const leaksTo = async ({ stranger, control }: Stage, ways: readonly Variant[], ask: Ask): Promise<string[]> => {
  const sent: unknown[] = [];
  const learnt: string[] = [];
  for (const { name, fill } of ways) {
    const [variables, others] = [fill(stranger), fill(control)];
    sent.push(variables, stranger.viewer.workspaceIds);
    const [answer, nothing] = [await ask(stranger, variables), await ask(control, others)];
    const differing = differences(normalized(answer, stranger), normalized(nothing, control));
    learnt.push(...differing.slice(0, 3).map((difference) => `${name}: ${difference}`));
    if (showsOf(stranger.foreign, answer, sent)) learnt.push(`${name}: something of the victim's`);
  }
  return learnt;
};

/**
 * The requests whose response shows the owner nothing of their own. Such a request could not reveal
 * anything to a stranger either, so it would prove nothing.
 */
export const withoutOwnData = async (
  { owner }: Stage,
  ways: readonly Variant[],
  ask: Ask,
  sent = false,
): Promise<string[]> => {
  const blind: string[] = [];
  for (const { name, fill } of ways) {
    const variables = fill(owner);
    const { data, errors } = await ask(owner, variables);
    const sees = [owner.own, owner.own.commons].some((family) => showsOf(family, data, sent ? variables : []));
    if (!sees || errors.length > 0) blind.push(`${name}: ${JSON.stringify({ variables, data, errors }).slice(0, 500)}`);
  }
  return blind;
};
