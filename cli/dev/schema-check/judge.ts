import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** The reason for each breaking change, by the check's own message. */
export type Reasons = Readonly<Record<string, string>>;

export interface Judgement {
  /** Breaks clients' operations, without a reason given. */
  readonly refused: string[];
  /** Breaks clients' operations, for a recorded reason. */
  readonly accepted: string[];
  /** May surprise clients, such as a new enum value. */
  readonly dangerous: string[];
  /** A reason for a change that does not break anything, or no longer does. */
  readonly idle: string[];
}

/** Compares two API schemas: the one that clients were promised, and the one they would get. */
export const judge = async (released: string, current: string, reasons: Reasons): Promise<Judgement> => {
  const changes = await diff(buildSchema(released), buildSchema(current));
  const messagesOf = (level: CriticalityLevel) =>
    changes.filter(({ criticality }) => criticality.level === level).map(({ message }) => message);
  const breaking = messagesOf(CriticalityLevel.Breaking);
  const isAccepted = (message: string): boolean => Boolean(reasons[message]?.trim());
  return {
    refused: breaking.filter((message) => !isAccepted(message)),
    accepted: breaking.filter(isAccepted),
    dangerous: messagesOf(CriticalityLevel.Dangerous),
    idle: Object.keys(reasons).filter((message) => !breaking.includes(message)),
  };
};
