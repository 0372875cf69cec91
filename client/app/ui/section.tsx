import { type PropsWithChildren, type ReactNode, useId } from "react";

interface Props {
  readonly title: string;
  readonly action?: ReactNode;
}

/** A section with its own heading. */
export const Section = ({ title, action, children }: PropsWithChildren<Props>) => {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
};
