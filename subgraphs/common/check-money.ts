import { invalid } from "./check.ts";
import { checkCurrency } from "./check-format.ts";
import { decimalsOf, MOST_DECIMALS, toAmount } from "./money.ts";
import { toCode } from "./stored-forms.ts";
import type { UserError } from "./user-errors.ts";

interface AmountOptions {
  /** Not known yet if it defaults to the tenant's. */
  readonly currencyCode?: string | null;
  readonly negative?: boolean;
}

const rightAmount = ({ currencyCode, negative = false }: AmountOptions): string => {
  const least = negative ? "" : ", 0 or more";
  if (currencyCode == null) {
    return `Give a number with no more decimal places than its currency has${least}, such as "50000.00".`;
  }
  const decimals = decimalsOf(currencyCode);
  const most = decimals === 0 ? "which has no decimal places" : `with at most ${decimals} decimal places`;
  return `Give an amount of ${currencyCode}, ${most}${least}, such as "${toAmount("50000", currencyCode)}".`;
};

/** Room for all digits that an amount may have, and for zeros around them. */
const LONGEST_AMOUNT = 100;

/** Checks an amount: no more decimal places than its currency has, and not negative unless `negative` allows it. */
export const checkAmount = (value: string, path: readonly string[], options: AmountOptions): UserError[] => {
  const { currencyCode, negative = false } = options;
  const decimals = currencyCode == null ? MOST_DECIMALS : decimalsOf(currencyCode);
  const fits =
    value.length <= LONGEST_AMOUNT &&
    new RegExp(`^${negative ? "[+-]" : "\\+"}?\\d{1,16}(\\.(?=\\d)\\d{0,${decimals}}0*)?$`).test(value);
  return fits
    ? []
    : [invalid(path, value, rightAmount(options), { expected: "AMOUNT", ...(negative ? {} : { min: "0" }) })];
};

export interface MoneyInput {
  readonly amount: string;
  /** Defaults to the tenant's. */
  readonly currencyCode?: string | null;
}

/** Checks optional money, as far as possible without knowing the tenant's currency. */
export const checkMoney = (
  money: MoneyInput | null | undefined,
  path: readonly string[],
  { negative = false }: { readonly negative?: boolean } = {},
): UserError[] => {
  if (money == null) return [];
  const { amount, currencyCode } = money;
  const unknown = checkCurrency(currencyCode, [...path, "currencyCode"]);
  const known = unknown.length === 0 ? toCode(currencyCode) : null;
  return [...checkAmount(amount, [...path, "amount"], { currencyCode: known, negative }), ...unknown];
};
