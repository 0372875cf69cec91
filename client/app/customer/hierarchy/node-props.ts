import type { CustomerTreeNodeFragment } from "../../../index.ts";

/** A customer in a tree, and its place there. */
export interface NodeProps {
  readonly customer: Pick<CustomerTreeNodeFragment, "id" | "displayName" | "status"> & {
    readonly children: { readonly totalCount: number };
  };
  readonly level: number;
  readonly position: number;
  readonly size: number;
  /** It is the customer whose page this is: there is nowhere to go. */
  readonly isRoot?: boolean;
}
