import { useViewerQuery } from "../../react.ts";

/** The viewer and their business. Renders nothing until loaded. */
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
