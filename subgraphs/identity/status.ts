import type { Customer, CustomerStatus } from "./entities.ts";

/** Where a record stands for those who know no more than three statuses of records. */
export type RecordStatus = "ACTIVE" | "INACTIVE" | "ARCHIVED";

/** Whether a customer can be used in transactions, for those who know no more than that. */
export type TransactionStatus = "ACTIVE" | "INACTIVE" | "SUSPENDED";

type Standing = Pick<Customer, "status" | "deletedAt">;

/** Every change of status that is possible. What is archived only comes back by being restored. */
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
