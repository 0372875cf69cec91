import { useState } from "react";
import { CreateCustomer } from "../edit/create-customer.tsx";
import { Button } from "../ui/button.tsx";
import { Failed } from "../ui/failed.tsx";
import { Icon } from "../ui/icon.tsx";
import { Old } from "../ui/old.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { Count } from "./count.tsx";
import { Filters } from "./filters.tsx";
import { CustomerRows } from "./list.tsx";
import { useListState } from "./list-state.ts";
import { MissingInList } from "./missing.tsx";
import { NoCustomers } from "./none.tsx";
import { Order } from "./order.tsx";
import { SearchBox } from "./search-box.tsx";
import { RowsSkeleton } from "./skeleton.tsx";
import { useCustomerList } from "./use-customer-list.ts";
import { Views } from "./views.tsx";

/** The list of customers with search, filters and views. */
export const CustomersPage = () => {
  const [state, change] = useListState();
  const [creating, setCreating] = useState(false);
  const list = useCustomerList(state);

  return (
    <div className="customers">
      <div className="page-head">
        <PageTitle title="Customers" />
        <Count state={state} list={list} />
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Icon name="plus" />
          New customer
        </Button>
      </div>
      <search>
        <div className="search-line">
          <SearchBox state={state} change={change} />
          <Views state={state} change={change} />
          <Order state={state} change={change} />
        </div>
        <Filters state={state} change={change} />
      </search>
      <MissingInList failures={list.failures} retry={list.retry} />
      {list.isOld && <Old retry={list.retry} />}
      <section aria-label="Customer list" aria-busy={list.loading}>
        {list.failed && <Failed what="The list" retry={list.retry} />}
        {!list.isThere && !list.failed && <RowsSkeleton rows={12} />}
        {list.isThere && list.customers.length === 0 && !list.loading && <NoCustomers state={state} change={change} />}
        {list.customers.length > 0 && <CustomerRows list={list} />}
      </section>
      {creating && <CreateCustomer onClose={() => setCreating(false)} />}
    </div>
  );
};
