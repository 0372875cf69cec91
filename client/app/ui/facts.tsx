import type { PropsWithChildren, ReactNode } from "react";

/** What is known, each under its name. */
export const Facts = ({ children }: PropsWithChildren) => <dl className="facts">{children}</dl>;

/** One thing that is known. Nothing is shown of what is not. */
export const Fact = ({ name, children }: { name: string; children?: ReactNode }) => {
  if (children === null || children === undefined || children === "" || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
};
