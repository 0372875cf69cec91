import type { Customer, CustomerStatus } from "./entities.ts";

/** The status of a record for clients that know only three. */
export type RecordStatus = "ACTIVE" | "INACTIVE" | "ARCHIVED";

/** Whether a customer can be used in transactions, for clients that know only that. */
export type TransactionStatus = "ACTIVE" | "INACTIVE" | "SUSPENDED";

type Standing = Pick<Customer, "status" | "deletedAt">;

/** Every allowed status transition. An archived customer can only be restored. */
export const TRANSITIONS: Readonly<Record<CustomerStatus, readonly CustomerStatus[]>> = {
  ACTIVE: ["INACTIVE", "SUSPENDED", "CHURNED", "ARCHIVED"],
  INACTIVE: ["ACTIVE", "CHURNED", "ARCHIVED"],
  SUSPENDED: ["ACTIVE", "INACTIVE", "CHURNED", "ARCHIVED"],
  CHURNED: ["ACTIVE", "ARCHIVED"],
  ARCHIVED: [],
};

export const recordStatusOf = ({ status }: Standing): RecordStatus =>
  status === "SUSPENDED" || status === "CHURNED" ? "INACTIVE" : status;

export const transactionStatusOf = ({ status, deletedAt }: Standing): TransactionStatus =>
  deletedAt !== null || status === "CHURNED" || status === "ARCHIVED" ? "INACTIVE" : status;
