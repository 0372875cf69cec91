import type { CustomerCondition, CustomerFilter } from "../schema.generated.ts";

const id = (value: string | null | undefined) => (value == null ? null : { equals: value });
const oneOf = <Value>(values: readonly Value[] | null | undefined) => (values == null ? null : { in: [...values] });

const parentOf = (parentId: string | null | undefined) => {
  if (parentId === undefined) return null;
  return parentId === null ? { isSet: false } : { equals: parentId };
};

/** The flat filter as a condition. There, `parentId: null` means roots. */
export const conditionOf = (filter: CustomerFilter): CustomerCondition => ({
  displayName: filter.nameContains == null ? null : { contains: filter.nameContains },
  status: oneOf(filter.status),
  parentId: parentOf(filter.parentId),
  workspaceId: id(filter.workspaceId),
  createdAt: filter.createdAt,
  updatedAt: filter.updatedAt,
  party: { kind: oneOf(filter.partyKind == null ? null : [filter.partyKind]) },
  relationship: {
    funnelStage: oneOf(filter.funnelStage),
    isFormer: filter.isFormer,
    isClosed: filter.isClosed,
    accountManagerId: id(filter.accountManagerId),
    priceListId: id(filter.priceListId),
    statusLabelId: id(filter.statusLabelId),
    labelId: id(filter.labelId),
  },
  finance: {
    paymentTermInDays: filter.paymentTermInDays == null ? null : { equals: filter.paymentTermInDays },
    taxClass: oneOf(filter.taxClass),
    creditLimit: filter.creditLimit,
    creditLimitCurrency: oneOf(filter.creditLimitCurrency == null ? null : [filter.creditLimitCurrency]),
  },
  address: { countryCode: oneOf(filter.countryCode) },
});
