import { Link } from "react-router";
import { PageTitle } from "../ui/page-title.tsx";

/** Shown for an unknown URL, and for a customer that does not exist or is not visible. */
export const NotFound = ({ what }: { what: "page" | "customer" }) => (
  <div className="notice">
    <PageTitle title={`${what === "customer" ? "Customer" : "Page"} not found`} />
    <p>
      {what === "customer" ? "It may have been deleted, or you may not have access to it." : "Check the address."}{" "}
      <Link to="/">All customers</Link>
    </p>
  </div>
);
