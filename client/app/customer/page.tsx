import { useMemo } from "react";
import { useParams } from "react-router";
import { useCustomerQuery } from "../../react.ts";
import { useFailures } from "../graph/provider.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { Failed } from "../ui/failed.tsx";
import { Old } from "../ui/old.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { PageSkeleton } from "../ui/skeleton.tsx";
import { Activities } from "./activities.tsx";
import { Addresses } from "./addresses.tsx";
import { Contacts } from "./contacts.tsx";
import { CustomerProvider } from "./context.ts";
import { FinanceSection } from "./finance.tsx";
import { CustomerHead } from "./head.tsx";
import { Hierarchy } from "./hierarchy/section.tsx";
import { Identity } from "./identity.tsx";
import { Notes } from "./notes.tsx";
import { RelationshipSection } from "./relationship.tsx";
import "../styles/customer.css";
import "../styles/facts.css";
import "../styles/tree.css";

/** The page of one customer. A section that fails to load says so and leaves the others usable. */
const CustomerPage = () => {
  const { id = "" } = useParams();
  const { data, loading, error, refetch } = useCustomerQuery({
    variables: { id },
    errorPolicy: "all",
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const failures = useFailures("Customer", id);
  const customer = data?.customer;

  const onPage = useMemo(
    () => customer && { customer, failures, loading, retry: () => void refetch().catch(() => undefined) },
    [customer, failures, loading, refetch],
  );

  if (!onPage) {
    if (loading) return <PageSkeleton />;
    if (!error && failures.length === 0) return <NotFound what="customer" />;
    return (
      <>
        <PageTitle title="Customer" hidden />
        <Failed what="This customer" retry={() => void refetch().catch(() => undefined)} />
      </>
    );
  }
  return (
    <CustomerProvider value={onPage}>
      <article className="customer" key={id}>
        {error && failures.length === 0 && <Old retry={onPage.retry} />}
        <CustomerHead />
        <div className="sections">
          <div>
            <RelationshipSection />
            <Activities />
            <Notes />
          </div>
          <div>
            <FinanceSection />
            <Contacts />
            <Addresses />
          </div>
          <div>
            <Hierarchy />
            <Identity />
          </div>
        </div>
      </article>
    </CustomerProvider>
  );
};

export default CustomerPage;
