import type { CustomerTreeNodeFragment } from "../../../index.ts";

/** A customer in a tree, with its ARIA position. */
export interface NodeProps {
  readonly customer: Pick<CustomerTreeNodeFragment, "id" | "displayName" | "status"> & {
    readonly children: { readonly totalCount: number };
  };
  readonly level: number;
  readonly position: number;
  readonly size: number;
  /** Whether this is the customer of the current page, which needs no link. */
  readonly isRoot?: boolean;
}
