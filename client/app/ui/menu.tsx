import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { Button } from "./button.tsx";

interface Props<Value extends string> {
  /** Content of the button. */
  readonly button: ReactNode;
  /** Accessible name of the button. */
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly values: readonly Value[];
  readonly onChoose: (value: Value) => void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * A menu button. Arrow keys move through the items; Escape closes the menu and returns focus to the
 * button.
 */
export const Menu = <Value extends string>({ button, label, words, values, onChoose }: Props<Value>) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  const place = () => {
    const box = opener.current?.getBoundingClientRect();
    const shown = list.current;
    if (!box || !shown) return;
    const { offsetWidth: width, offsetHeight: height } = shown;
    shown.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`;
    shown.style.top = `${box.bottom + height + 8 > window.innerHeight ? box.top - height - 4 : box.bottom + 4}px`;
  };
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = [...event.currentTarget.querySelectorAll("button")];
    const next = STEPS[event.key]?.(items.indexOf(document.activeElement as HTMLButtonElement), items.length);
    if (event.key === "Tab") list.current?.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <>
      <Button
        ref={opener}
        kind="quiet"
        className="opens-menu"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
      >
        {button}
      </Button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className="menu"
        onKeyDown={move}
        onToggle={({ newState }) => {
          if (newState !== "open") return;
          place();
          list.current?.querySelector("button")?.focus();
        }}
      >
        {values.map((value) => (
          <button
            key={value}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              list.current?.hidePopover();
              onChoose(value);
            }}
          >
            {words[value]}
          </button>
        ))}
      </div>
    </>
  );
};
