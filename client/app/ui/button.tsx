import type { ComponentProps } from "react";

type Props = ComponentProps<"button"> & {
  /** One primary a view; `quiet` has no border until it is pointed at. */
  readonly kind?: "primary" | "plain" | "quiet";
};

export const Button = ({ kind = "plain", type = "button", className = "", ...props }: Props) => (
  <button {...props} type={type} className={`button ${kind} ${className}`.trim()} />
);
