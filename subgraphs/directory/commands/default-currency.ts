import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { MoneyInput } from "../../common/check-money.ts";
import { tenantCurrency } from "../../common/tenant-currency.ts";
import type { FacetInputs } from "./customer-input.ts";

const isWithout = (money: MoneyInput | null | undefined): boolean => money != null && money.currencyCode == null;

/**
 * The input with the tenant's currency for amounts that name none: how many decimal places they may have can then be
 * checked together with everything else.
 */
export const withCurrencies = async <Input extends FacetInputs>(
  manager: EntityManager,
  { tenantId }: Viewer,
  input: Input,
): Promise<Input> => {
  const { finance, relationship } = input;
  if (!isWithout(finance?.creditLimit) && !isWithout(relationship?.annualRevenue)) return input;
  const ofTenant = await tenantCurrency(manager, tenantId);
  const named = (money: MoneyInput | null | undefined) =>
    money && { ...money, currencyCode: money.currencyCode ?? ofTenant };
  return {
    ...input,
    finance: finance && { ...finance, creditLimit: named(finance.creditLimit) },
    relationship: relationship && { ...relationship, annualRevenue: named(relationship.annualRevenue) },
  };
};
