import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { MoneyInput } from "../../common/check-money.ts";
import { tenantCurrency } from "../../common/tenant-currency.ts";
import type { FacetInputs } from "./customer-input.ts";

const isWithout = (money: MoneyInput | null | undefined): boolean => money != null && money.currencyCode == null;

const lacksCurrency = ({ finance, relationship }: FacetInputs): boolean =>
  isWithout(finance?.creditLimit) || isWithout(relationship?.annualRevenue);

const named = <Input extends FacetInputs>(input: Input, currencyCode: string): Input => {
  const { finance, relationship } = input;
  const inCurrency = (money: MoneyInput | null | undefined) =>
    money && { ...money, currencyCode: money.currencyCode ?? currencyCode };
  return {
    ...input,
    finance: finance && { ...finance, creditLimit: inCurrency(finance.creditLimit) },
    relationship: relationship && { ...relationship, annualRevenue: inCurrency(relationship.annualRevenue) },
  };
};

/**
 * Inputs with the tenant's currency for amounts that name none: how many decimal places they may have can then be
 * checked together with everything else. The currency is read once, if at all.
 */
export const allWithCurrencies = async <Input extends FacetInputs>(
  manager: EntityManager,
  { tenantId }: Viewer,
  inputs: readonly Input[],
): Promise<readonly Input[]> => {
  if (!inputs.some(lacksCurrency)) return inputs;
  const ofTenant = await tenantCurrency(manager, tenantId);
  return inputs.map((input) => (lacksCurrency(input) ? named(input, ofTenant) : input));
};

/** The same for one input. */
export const withCurrencies = async <Input extends FacetInputs>(
  manager: EntityManager,
  viewer: Viewer,
  input: Input,
): Promise<Input> => {
  const [known = input] = await allWithCurrencies(manager, viewer, [input]);
  return known;
};
