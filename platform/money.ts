/** An amount as money is stored: without a plus, with exactly two decimal places. Expects what `checkAmount` accepts. */
export const toAmount = (text: string): string => {
  const [whole = "0", fraction = ""] = text.replace(/^\+/, "").split(".");
  return `${whole.replace(/^(-?)0+(?=\d)/, "$1")}.${fraction.slice(0, 2).padEnd(2, "0")}`;
};
