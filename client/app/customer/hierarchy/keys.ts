import type { KeyboardEvent } from "react";

type Item = HTMLElement;

const itemsOf = (tree: Element): Item[] => [...tree.querySelectorAll<Item>("[role=treeitem]")];

const isOpen = (item: Item): boolean => item.getAttribute("aria-expanded") === "true";
const isClosed = (item: Item): boolean => item.getAttribute("aria-expanded") === "false";

const toggle = (item: Item): void => item.querySelector<HTMLElement>(":scope > .twisty")?.click();

const parentOf = (item: Item): Item | null =>
  item.closest("[role=group]")?.parentElement?.querySelector<Item>(":scope > [role=treeitem]") ?? null;

const byLetter = (items: readonly Item[], at: number, letter: string): Item | undefined =>
  [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
    item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()),
  );

/**
 * Handles a key as the ARIA tree pattern prescribes. Returns the item to focus, undefined to stay,
 * or null if the key has no meaning in a tree.
 */
const step = (key: string, item: Item, items: readonly Item[]): Item | undefined | null => {
  const at = items.indexOf(item);
  switch (key) {
    case "ArrowDown":
      return items[at + 1];
    case "ArrowUp":
      return items[at - 1];
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    case "ArrowRight":
      if (isClosed(item)) toggle(item);
      return isOpen(item) ? items[at + 1] : undefined;
    case "ArrowLeft":
      if (isOpen(item)) toggle(item);
      return isOpen(item) ? undefined : parentOf(item);
    case "Enter":
      item.querySelector<HTMLElement>(":scope > a, :scope > .more-items")?.click();
      return undefined;
    case " ":
      toggle(item);
      return undefined;
    default:
      return key.length === 1 ? byLetter(items, at, key) : null;
  }
};

/** Key handler of a tree: moves focus, opens and closes items. */
export const moveInTree = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const item = (event.target as Element).closest<Item>("[role=treeitem]");
  if (!item) return;
  const next = step(event.key, item, itemsOf(event.currentTarget));
  if (next === null) return;
  event.preventDefault();
  next?.focus();
};
