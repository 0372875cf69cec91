import type { PlanNode } from "@graphql-hive/router-query-planner";
import type { ConstValueNode, EnumValueNode, ValueNode } from "graphql";
import { Kind, print } from "graphql";

/** The literal values in one operation. The planner sees only names for them. */
export interface Literals {
  /** The name that replaces a client's value while the operation is planned. */
  readonly standIn: (value: ValueNode | ConstValueNode) => EnumValueNode;
  /** A plan with the original values restored. */
  readonly restore: (plan: PlanNode | undefined) => PlanNode | undefined;
}

const textOf = (value: ValueNode | ConstValueNode): string =>
  print(value.kind === Kind.STRING ? { ...value, block: false } : value);

/**
 * The planner rewrites values, not always correctly: it turns `"\b"` into another character, 1e400 into the name `inf`,
 * changes long fractions, and rejects whole numbers of more than 64 bits. So no value goes through it.
 */
export const createLiterals = (prefix: string): Literals => {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  /** A variable's name begins with `$`, and a field's key is part of a longer word. */
  const standIns = new RegExp(`(?<![$\\w])${prefix}v(\\d+)(?!\\w)`, "g");

  const restoreText = (text: string) => text.replace(standIns, (_, number) => texts[Number(number)] ?? "null");

  return {
    standIn: (value) => {
      const text = textOf(value);
      const number = numbers.get(text) ?? texts.push(text) - 1;
      numbers.set(text, number);
      return { kind: Kind.ENUM, value: `${prefix}v${number}` };
    },
    restore: (plan) => {
      if (!plan || texts.length === 0) return plan;
      const restored = (key: string, value: unknown) =>
        key === "operation" && typeof value === "string" ? restoreText(value) : value;
      return JSON.parse(JSON.stringify(plan, restored));
    },
  };
};
