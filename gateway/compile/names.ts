import type { ArgumentNode, FieldNode } from "graphql";
import { print, visit } from "graphql";

/**
 * What the gateway calls fields and variables while it works on one prepared operation. Planner and executor read keys
 * and `@requires` inputs by plain field names, so client-chosen names get a prefix: `id: displayName` can then never
 * pass for an `id`.
 */
export interface Names {
  /** The key of a selected field's value in the merged data. */
  readonly ofField: (field: FieldNode) => string;
  readonly ofVariable: (name: string) => string;
  readonly clientVariable: (name: string) => string;
  /** The client's name for a key of the merged data. */
  readonly clientKey: (key: string) => string;
}

const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;

const byNodeName = (a: { name: { value: string } }, b: { name: { value: string } }) =>
  a.name.value < b.name.value ? -1 : Number(a.name.value > b.name.value);

/** Arguments in a canonical order: GraphQL merges fields that differ only in that. */
export const inOrder = (given: readonly ArgumentNode[] | undefined): readonly ArgumentNode[] =>
  [...(given ?? [])]
    .sort(byNodeName)
    .map((each) =>
      visit(each, { ObjectValue: { leave: (node) => ({ ...node, fields: [...node.fields].sort(byNodeName) }) } }),
    );

/**
 * Numbers the client's names by field, arguments and response key. Two fields that differ in one of these never share a
 * key: the planner would abort on them.
 */
export const createNames = (prefix: string): Names => {
  const own = new Map<FieldNode, string>();
  const numbers = new Map<string, number>();

  /** A field with arguments is not the value that a plain `requires` means. */
  const isClients = (field: FieldNode) =>
    responseKey(field) !== field.name.value || field.arguments?.length || field.name.value in Object.prototype;

  const numberOf = (field: FieldNode) => {
    const identity = JSON.stringify([responseKey(field), field.name.value, ...inOrder(field.arguments).map(print)]);
    const number = numbers.get(identity) ?? numbers.size;
    numbers.set(identity, number);
    return number;
  };

  const ownName = (field: FieldNode) => {
    const known = own.get(field) ?? `${prefix}${numberOf(field)}_${responseKey(field)}`;
    own.set(field, known);
    return known;
  };

  return {
    ofField: (field) => (isClients(field) ? ownName(field) : responseKey(field)),
    ofVariable: (name) => prefix + name,
    clientVariable: (name) => name.slice(prefix.length),
    clientKey: (key) => (key.startsWith(prefix) ? key.slice(key.indexOf("_", prefix.length) + 1) : key),
  };
};
