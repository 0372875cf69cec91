import { createStore, useStore } from "../../pages/store.ts";

interface Announcement {
  readonly text: string;
  readonly urgent: boolean;
}

const store = createStore<Announcement>({ text: "", urgent: false });

let clearing: ReturnType<typeof setTimeout> | undefined;

const SHOWN_MS = 8_000;

/** Shows a message for a few seconds and announces it to screen readers. An urgent one interrupts. */
export const announce = (text: string, { urgent = false }: { urgent?: boolean } = {}): void => {
  clearTimeout(clearing);
  store.set({ text, urgent });
  clearing = setTimeout(() => store.set({ text: "", urgent: false }), SHOWN_MS);
};

/** The live regions. Both are always rendered: screen readers ignore a region added along with its text. */
export const Announcements = () => {
  const { text, urgent } = useStore(store);
  return (
    <div className="announcements">
      <div role="status">{!urgent && text && <p className="toast">{text}</p>}</div>
      <div role="alert">{urgent && text && <p className="toast urgent">{text}</p>}</div>
    </div>
  );
};
