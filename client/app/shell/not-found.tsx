import { Link } from "react-router";
import { PageTitle } from "../ui/page-title.tsx";

/** Says that there is nothing at an address, or nothing that may be seen. */
export const NotFound = ({ what }: { what: "page" | "customer" }) => (
  <div className="notice">
    <PageTitle title={`There is no such ${what}`} />
    <p>
      {what === "customer" ? "It may have been deleted, or you may not see it." : "The address may be mistyped."}{" "}
      <Link to="/">All customers</Link>
    </p>
  </div>
);
