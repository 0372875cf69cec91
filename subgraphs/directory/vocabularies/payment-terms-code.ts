import { codeOf, paymentTermsOf } from "../../finance/payment-terms.ts";
import { oneOf } from "./shapes.ts";
import type { Field } from "./vocabulary.ts";

/** The terms behind each code, as people write them. */
const LABELS = {
  net_15: "Net 15",
  net_30: "Net 30",
  net_45: "Net 45",
  net_60: "Net 60",
  net_90: "Net 90",
  due_on_receipt: "Due on receipt",
  custom: "Custom",
} as const;

/** Payment terms as one of seven codes. */
export const paymentTermsCode: Field = {
  shape: oneOf("net_15", "net_30", "net_45", "net_60", "net_90", "due_on_receipt", "custom").nullable(),
  read: ({ profile }) => {
    const terms = paymentTermsOf(profile);
    return terms && codeOf(terms).toLowerCase();
  },
  write: (code: string | null) => ({
    finance: { paymentTerms: code === null ? null : LABELS[code as keyof typeof LABELS] },
  }),
};
