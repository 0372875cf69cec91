const USUAL_DAYS = [15, 30, 45, 60, 90];

/** Payment terms from their columns. */
export const paymentTermsOf = (kind: string | null, days: string | number | null, label: string | null) => {
  if (kind === null) return null;
  if (kind === "RECEIPT") return { code: "DUE_ON_RECEIPT", dueInDays: 0, label: label ?? "Due on receipt" };
  const number = days === null ? null : Number(days);
  const code = number !== null && USUAL_DAYS.includes(number) ? `NET_${number}` : "CUSTOM";
  return { code, dueInDays: number === null ? null : Math.ceil(number), label: label ?? `Net ${number}` };
};

/** Money from its columns. All seeded currencies have two decimal places. */
export const moneyOf = (amount: string | null, currencyCode: string | null) =>
  amount === null || currencyCode === null ? null : { amount: Number(amount).toFixed(2), currencyCode };
