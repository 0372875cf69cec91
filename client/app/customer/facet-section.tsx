import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/section.tsx";
import { Facet, type FacetProps } from "./facet.tsx";

interface Props<Value> extends FacetProps<Value> {
  readonly title: string;
  /** Label of the button that opens the form. */
  readonly button: string;
  readonly form: (close: () => void) => ReactNode;
}

/** The section for one facet, with a form to change it unless the facet failed to load. */
export const FacetSection = <Value,>({ title, button, form, ...facet }: Props<Value>) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={title}
      action={
        facet.value && (
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {button}
          </Button>
        )
      }
    >
      <Facet {...facet} />
      {isOpen && form(() => setOpen(false))}
    </Section>
  );
};
