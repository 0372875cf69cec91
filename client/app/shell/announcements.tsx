import { createStore, useStore } from "../../pages/store.ts";

interface Announcement {
  readonly text: string;
  readonly urgent: boolean;
}

const store = createStore<Announcement>({ text: "", urgent: false });

let clearing: ReturnType<typeof setTimeout> | undefined;

const SHOWN_MS = 8_000;

/** Says something to everybody: shown for some seconds, and read aloud. What failed interrupts what is being read. */
export const announce = (text: string, { urgent = false }: { urgent?: boolean } = {}): void => {
  clearTimeout(clearing);
  store.set({ text, urgent });
  clearing = setTimeout(() => store.set({ text: "", urgent: false }), SHOWN_MS);
};

/** Where announcements appear. Both regions are always there, or nobody would listen to them. */
export const Announcements = () => {
  const { text, urgent } = useStore(store);
  return (
    <div className="announcements">
      <div role="status">{!urgent && text && <p className="toast">{text}</p>}</div>
      <div role="alert">{urgent && text && <p className="toast urgent">{text}</p>}</div>
    </div>
  );
};
