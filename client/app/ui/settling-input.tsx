import { type ComponentProps, useEffect, useRef, useState } from "react";

type Props = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  readonly value: string;
  /** Called once typing pauses, to avoid a request per keystroke. */
  readonly onSettle: (value: string) => void;
};

const PAUSE_MS = 180;

export const SettlingInput = ({ value, onSettle, ...props }: Props) => {
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Follow a change of the value from elsewhere, such as navigating back.
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => () => clearTimeout(pause.current), []);

  const settle = (next: string) => {
    clearTimeout(pause.current);
    if (next === known.current) return;
    known.current = next;
    onSettle(next);
  };

  return (
    <input
      {...props}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        clearTimeout(pause.current);
        if (target.value === "") settle("");
        else pause.current = setTimeout(() => settle(target.value), PAUSE_MS);
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") settle(typed);
      }}
    />
  );
};
