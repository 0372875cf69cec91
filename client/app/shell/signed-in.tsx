import { useViewerQuery } from "../../react.ts";

/** Who is signed in, and for which business. Nothing as long as the graph has not said so. */
export const SignedIn = () => {
  const viewer = useViewerQuery({ errorPolicy: "all" }).data?.viewer;
  if (!viewer) return null;
  const { name, subject, tenant, currentWorkspace } = viewer;
  const place = [tenant.name, currentWorkspace?.name].filter(Boolean).join(", ");
  return (
    <p className="signed-in">
      {name ?? subject}
      {place && <span className="quiet block">{place}</span>}
    </p>
  );
};
