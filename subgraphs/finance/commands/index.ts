export { checkFinance, type FinanceInput } from "./finance-input.ts";
export { createFinance, updateFinance } from "./profile.ts";
