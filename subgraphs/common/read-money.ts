import type { EntityManager } from "typeorm";
import { checkAmount, type MoneyInput } from "./check-money.ts";
import { type Money, toAmount } from "./money.ts";
import { toCode } from "./stored-forms.ts";
import { tenantCurrency } from "./tenant-currency.ts";
import { refuseIfAny } from "./user-errors.ts";

interface Options {
  readonly path: readonly string[];
  readonly negative?: boolean;
}

/**
 * Given money, in its currency or the tenant's. Refuses more decimal places than that has. `checkMoney` has checked it
 * before.
 */
export const readMoney = async (
  manager: EntityManager,
  tenantId: string,
  { amount, currencyCode: given }: MoneyInput,
  { path, negative }: Options,
): Promise<Money> => {
  const currencyCode = toCode(given) ?? (await tenantCurrency(manager, tenantId));
  refuseIfAny(checkAmount(amount, [...path, "amount"], { currencyCode, negative }));
  return { amount: toAmount(amount, currencyCode), currencyCode };
};
