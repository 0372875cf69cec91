import type { ComponentProps } from "react";

type Props = ComponentProps<"button"> & {
  /** Use at most one `primary` per view. `quiet` has no border until hovered. */
  readonly kind?: "primary" | "plain" | "quiet";
};

export const Button = ({ kind = "plain", type = "button", className = "", ...props }: Props) => (
  <button {...props} type={type} className={`button ${kind} ${className}`.trim()} />
);
