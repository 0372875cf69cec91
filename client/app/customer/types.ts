import type { CustomerQuery } from "../../index.ts";

/** A customer as queried by its page. */
export type Customer = NonNullable<CustomerQuery["customer"]>;

export type Party = Customer["party"];

export type Relationship = NonNullable<Customer["relationship"]>;

export type Finance = NonNullable<Customer["finance"]>;
