import type { AddressLinesFragment } from "../../index.ts";
import { useCustomerAddressesLazyQuery } from "../../react.ts";
import { AddressForm } from "../edit/address-form.tsx";
import { formatCountry } from "../ui/format.ts";
import { More } from "../ui/more.tsx";
import { PURPOSES, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";

const Address = ({ address }: { address: AddressLinesFragment }) => {
  const { street, postalCode, city, region, regionText, countryCode, countryText, purposes, isPrimary } = address;
  const place = [postalCode, city, region ?? regionText].filter(Boolean).join(" ");
  return (
    <li>
      <address>
        {street && <span className="block">{street}</span>}
        {place && <span className="block">{place}</span>}
        {countryCode ? formatCountry(countryCode) : countryText}
      </address>
      <p className="marks">
        {purposes.map((purpose) => (
          <span key={purpose} className="mark">
            {wordFor(PURPOSES, purpose)}
          </span>
        ))}
        {isPrimary && <span className="mark">Primary</span>}
      </p>
    </li>
  );
};

/** The customer's addresses and what each is used for. */
export const Addresses = () => {
  const { id, addresses } = useOnPage().customer;
  const [ask] = useCustomerAddressesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Addresses"
      button="Add address"
      field="addresses"
      what="The address book"
      value={addresses}
      empty="No contact details yet."
      form={(close) => <AddressForm customerId={id} onClose={close} />}
    >
      {({ nodes, pageInfo }) => (
        <>
          {nodes.length === 0 && <p className="empty">No addresses yet.</p>}
          <ul className="cards">
            {nodes.map((address) => (
              <Address key={address.id} address={address} />
            ))}
          </ul>
          <More page={pageInfo} ask={(after) => ask({ variables: { id, after } })} />
        </>
      )}
    </FacetSection>
  );
};
