import { useCustomerContactsLazyQuery } from "../../react.ts";
import { ContactForm } from "../edit/contact-form.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { mailTo } from "../ui/mail-to.ts";
import { More } from "../ui/more.tsx";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";

/** Contact details of the customer itself, and its contact persons. */
export const Contacts = () => {
  const { id, contacts, primaryEmail, primaryPhone, faxNumber, website } = useOnPage().customer;
  const [ask] = useCustomerContactsLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Contacts"
      button="Add contact"
      field="contacts"
      what="Contact information"
      value={contacts}
      empty="No contact details yet."
      form={(close) => <ContactForm customerId={id} onClose={close} />}
    >
      {({ nodes, pageInfo }) => (
        <>
          <Facts>
            <Fact name="E-mail">{primaryEmail && <a href={mailTo(primaryEmail)}>{primaryEmail}</a>}</Fact>
            <Fact name="Telephone">{primaryPhone && <a href={`tel:${primaryPhone}`}>{primaryPhone}</a>}</Fact>
            <Fact name="Fax">{faxNumber}</Fact>
            <Fact name="Web site">
              {website && (
                <a href={website} rel="noreferrer" target="_blank">
                  {new URL(website).host}
                </a>
              )}
            </Fact>
          </Facts>
          {nodes.length === 0 && <p className="empty">No contacts yet.</p>}
          <ul className="cards">
            {nodes.map(({ id, name, jobTitle, email, phone, isPrimary }) => (
              <li key={id}>
                <strong>{name}</strong>
                {isPrimary && <span className="mark">Primary</span>}
                <span className="quiet block">{jobTitle}</span>
                {email && <a href={mailTo(email)}>{email}</a>}
                {phone && (
                  <a className="block" href={`tel:${phone}`}>
                    {phone}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <More page={pageInfo} ask={(after) => ask({ variables: { id, after } })} />
        </>
      )}
    </FacetSection>
  );
};
