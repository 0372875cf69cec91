import { Link } from "react-router";
import type { Customer } from "./types.ts";

/** Breadcrumbs from the list through the ancestors to the customer. */
export const Breadcrumbs = ({ customer }: { customer: Customer }) => (
  <nav aria-label="Breadcrumbs" className="breadcrumbs">
    <ol>
      <li>
        <Link to="/">Customers</Link>
      </li>
      {customer.ancestors.toReversed().map(({ customer: { id, displayName } }) => (
        <li key={id}>
          <Link to={`/customers/${id}`}>{displayName}</Link>
        </li>
      ))}
      <li aria-current="page">{customer.displayName}</li>
    </ol>
  </nav>
);
