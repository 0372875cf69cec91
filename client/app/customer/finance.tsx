import { CreditLimitForm } from "../edit/credit-limit.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { formatCountry, formatMoment, formatMoney } from "../ui/format.ts";
import { DELIVERIES, TAX_CLASSES, VALIDATIONS, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";
import type { Finance } from "./types.ts";

const TaxRegistrations = ({ finance }: { finance: Finance }) => (
  <ul className="plain-list">
    {finance.taxRegistrations.map(({ id, number, countryCode, isPrimary, validation }) => (
      <li key={id}>
        <span className="number">{number}</span>
        {isPrimary && finance.taxRegistrations.length > 1 && <span className="mark">Primary</span>}
        <span className="quiet block">
          {[countryCode && formatCountry(countryCode), wordFor(VALIDATIONS, validation.status)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </li>
    ))}
  </ul>
);

const FinanceFacts = ({ finance }: { finance: Finance }) => {
  const { effectivePaymentTerms } = useOnPage().customer;
  const { creditLimit, creditHold, paymentTerms, taxClass, effectiveTaxExempt, billingPreferences } = finance;
  const inherited = !paymentTerms && effectivePaymentTerms;
  return (
    <>
      <p className="figure">
        <span className="quiet block">Credit limit</span>
        {creditLimit ? formatMoney(creditLimit) : <span className="quiet">No limit</span>}
        {creditHold.isOnHold && <span className="mark bad">On hold</span>}
      </p>
      <Facts>
        <Fact name="Reason for hold">{creditHold.reason}</Fact>
        <Fact name="On hold since">{creditHold.since && formatMoment(creditHold.since)}</Fact>
        <Fact name="Payment terms">
          {paymentTerms?.label ?? (inherited && `${inherited.label}, from above in the hierarchy`)}
        </Fact>
        <Fact name="Tax class">{taxClass && wordFor(TAX_CLASSES, taxClass)}</Fact>
        <Fact name="Tax">{effectiveTaxExempt && "Exempt"}</Fact>
        <Fact name="Invoice delivery">
          {billingPreferences?.invoiceDelivery && wordFor(DELIVERIES, billingPreferences.invoiceDelivery)}
        </Fact>
        <Fact name="Invoice e-mail">{billingPreferences?.invoiceEmail}</Fact>
        <Fact name="Payment reminders">{finance.sendInvoiceReminders ? "On" : "Off"}</Fact>
        <Fact name="Tax numbers">{finance.taxRegistrations.length > 0 && <TaxRegistrations finance={finance} />}</Fact>
      </Facts>
    </>
  );
};

/** Credit, payment terms and tax. */
export const FinanceSection = () => {
  const { finance } = useOnPage().customer;
  return (
    <FacetSection
      title="Finance"
      button="Set credit limit"
      field="finance"
      what="Finance"
      value={finance}
      empty="No financial data yet."
      form={(close) => finance && <CreditLimitForm finance={finance} onClose={close} />}
    >
      {(finance) => <FinanceFacts finance={finance} />}
    </FacetSection>
  );
};
