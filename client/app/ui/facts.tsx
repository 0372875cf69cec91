import type { PropsWithChildren, ReactNode } from "react";

/** A description list. */
export const Facts = ({ children }: PropsWithChildren) => <dl className="facts">{children}</dl>;

/** A term and its value. Renders nothing without a value. */
export const Fact = ({ name, children }: { name: string; children?: ReactNode }) => {
  if (children === null || children === undefined || children === "" || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
};
