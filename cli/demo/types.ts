import type { ActivityKind } from "../../subgraphs/commercial/entities.ts";
import type { CustomerCreateInput } from "../../subgraphs/directory/schema.generated.ts";

export interface DemoEmployee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
}

export interface DemoPriceList {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currencyCode: string;
}

/** A customer as a client would create it, but for its parent and its seller, which have no ids yet: they are named by their keys. */
export interface DemoCustomer extends Omit<CustomerCreateInput, "parentId" | "relationship"> {
  /** How later customers of the same tenant name it. */
  readonly key?: string;
  /** The key of its parent, which stands earlier. */
  readonly parent?: string;
  readonly relationship: NonNullable<CustomerCreateInput["relationship"]> & {
    /** The key of the customer whose organization does the selling, which stands earlier. */
    readonly seller?: string;
  };
}

/** What was done with a customer, and when. */
export interface DemoActivity {
  /** The key of the customer. */
  readonly customer: string;
  readonly kind: ActivityKind;
  readonly subject: string;
  readonly description?: string;
  readonly occurredAt: string;
}

/** What was written down about a customer, and by whom. */
export interface DemoNote {
  readonly customer: string;
  readonly text: string;
  readonly createdAt: string;
  readonly createdBy: string;
}
