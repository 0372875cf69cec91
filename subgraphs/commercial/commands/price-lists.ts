import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkText } from "../../common/check.ts";
import { checkCurrency } from "../../common/check-format.ts";
import { checkKept } from "../../common/check-kept.ts";
import { toCode } from "../../common/stored-forms.ts";
import { tenantCurrency } from "../../common/tenant-currency.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { PriceList } from "../entities.ts";
import { addChoice, changeChoice, type PickList } from "./pick-lists.ts";

interface PriceListFields {
  readonly code?: string | null;
  readonly name?: string | null;
  readonly currencyCode?: string | null;
}

interface NewPriceList extends PriceListFields {
  readonly code: string;
  readonly name: string;
}

const PRICE_LISTS: PickList<PriceList> = {
  entity: PriceList,
  what: "price list",
  unique: { field: "code", condition: "r.code = :value", type: "PriceList" },
};

const checkPriceList = ({ code, name, currencyCode }: PriceListFields): UserError[] => [
  ...checkText(code, ["code"], 32),
  ...checkText(name, ["name"], 256),
  ...checkCurrency(currencyCode, ["currencyCode"]),
];

/** Adds a price list of the tenant, in the tenant's currency unless it names one. */
export const createPriceList = async (manager: EntityManager, viewer: Viewer, fields: NewPriceList) => {
  refuseIfAny(checkPriceList(fields));
  const { code, name } = fields;
  const currencyCode = toCode(fields.currencyCode) ?? (await tenantCurrency(manager, viewer.tenantId));
  return { priceList: await addChoice(manager, viewer, PRICE_LISTS, { code, name, currencyCode }) };
};

/** Changes given fields of a price list. */
export const changePriceList = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, ...fields }: PriceListFields & { readonly id: string },
) => {
  refuseIfAny([...checkKept(fields, ["code", "name", "currencyCode"]), ...checkPriceList(fields)]);
  const { code, name, currencyCode } = fields;
  const columns = { code: code ?? undefined, name: name ?? undefined, currencyCode: toCode(currencyCode) ?? undefined };
  return { priceList: await changeChoice(manager, viewer, PRICE_LISTS, { id, columns }) };
};
