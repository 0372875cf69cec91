/**
 * The decimal places of currencies in ISO 4217 where these are not two. `Intl` uses another list, in which some have
 * fewer.
 */
const DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const decimalsByCode = new Map(
  Object.entries(DECIMALS).flatMap(([decimals, codes]) => codes.split(" ").map((code) => [code, Number(decimals)])),
);

/** The maximum number of decimal places of a currency. */
export const MOST_DECIMALS = 4;

/** The decimal places of amounts in a currency. Metals and units of account, which have none of their own, get two. */
export const decimalsOf = (currency: string): number => decimalsByCode.get(currency) ?? 2;

/**
 * An amount as it is stored and returned: without a plus, with exactly the decimal places of its currency. Expects what
 * `checkAmount` accepts.
 */
export const toAmount = (text: string, currency: string): string => {
  const [whole = "0", fraction = ""] = text.replace(/^\+/, "").split(".");
  const decimals = fraction.replace(/0+$/, "").padEnd(decimalsOf(currency), "0");
  return `${whole.replace(/^(-?)0+(?=\d)/, "$1")}${decimals && `.${decimals}`}`;
};

export interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** Money as it is returned, from its two columns. */
export const moneyOf = (amount: string | null, currencyCode: string | null): Money | null =>
  amount === null || currencyCode === null ? null : { amount: toAmount(amount, currencyCode), currencyCode };

/** Sums of amounts, by the codes of their currencies. */
export type AmountsByCurrency = Readonly<Record<string, string>>;

/** Sums of amounts as they are returned, sorted by the codes of their currencies. */
export const moneyIn = (amounts: AmountsByCurrency): Money[] =>
  Object.entries(amounts)
    .map(([currencyCode, amount]) => ({ amount: toAmount(amount, currencyCode), currencyCode }))
    .sort((one, other) => (one.currencyCode < other.currencyCode ? -1 : 1));
