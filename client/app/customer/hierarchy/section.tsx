import { Section } from "../../ui/section.tsx";
import { useOnPage } from "../context.ts";
import { Tree } from "./tree.tsx";

/** The customers below this one. Its ancestors are in the breadcrumbs. */
export const Hierarchy = () => {
  const { customer } = useOnPage();
  return (
    <Section title="Hierarchy">
      <Tree root={customer} label={`Customers below ${customer.displayName}`} />
    </Section>
  );
};
