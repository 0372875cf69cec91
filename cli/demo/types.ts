import type { ActivityKind } from "../../subgraphs/commercial/entities.ts";
import type { CustomerCreateInput } from "../../subgraphs/directory/schema.generated.ts";

/** What `tenantUpdate` takes. */
export interface DemoAbout {
  readonly name: string;
  readonly defaultCurrency: string;
  readonly locale: string;
}

/** What `workspaceUpdate` takes. */
export interface DemoWorkspace {
  readonly id: string;
  readonly name: string;
}

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

/**
 * A customer as a client would create it, except for its parent and its seller, which have no ids yet and are named by
 * their keys.
 */
export interface DemoCustomer extends Omit<CustomerCreateInput, "parentId" | "relationship"> {
  /** The key by which later customers of the same tenant refer to it. */
  readonly key?: string;
  /** The key of its parent, which comes earlier. */
  readonly parent?: string;
  readonly relationship: NonNullable<CustomerCreateInput["relationship"]> & {
    /** The key of the customer whose organization is the seller, which comes earlier. */
    readonly seller?: string;
  };
}

/** An activity with a customer. */
export interface DemoActivity {
  /** The key of the customer. */
  readonly customer: string;
  readonly kind: ActivityKind;
  readonly subject: string;
  readonly description?: string;
  readonly occurredAt: string;
}

/** A note on a customer, with its author. */
export interface DemoNote {
  readonly customer: string;
  readonly text: string;
  readonly createdAt: string;
  readonly createdBy: string;
}
