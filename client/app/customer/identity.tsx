import { Fact, Facts } from "../ui/facts.tsx";
import { formatMoment } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { SOURCES, VISIBILITIES, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";

/** Who the customer is, including its identifiers in other systems. */
export const Identity = () => {
  const { customer } = useOnPage();
  const { party, externalIdentifiers } = customer;
  const isPerson = party.__typename === "Person";
  return (
    <Section title="Identity">
      <Facts>
        <Fact name={isPerson ? "Person" : "Organization"}>{party.displayName}</Fact>
        <Fact name="Legal name">{customer.legalName}</Fact>
        <Fact name="Code">{customer.code}</Fact>
        <Fact name="Account number">{customer.accountNumber}</Fact>
        <Fact name="External ids">
          {externalIdentifiers.length > 0 && (
            <ul className="plain-list">
              {externalIdentifiers.map(({ source, externalId }) => (
                <li key={source}>
                  {wordFor(SOURCES, source)} <span className="number">{externalId}</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name="Visible to">{wordFor(VISIBILITIES, customer.visibilityMode)}</Fact>
        <Fact name="Created">
          <time dateTime={customer.createdAt}>{formatMoment(customer.createdAt)}</time>
        </Fact>
        <Fact name="Last updated">
          <time dateTime={customer.updatedAt}>{formatMoment(customer.updatedAt)}</time>, version {customer.version}
        </Fact>
      </Facts>
    </Section>
  );
};
