import type { Viewer } from "../../platform/auth/viewer.ts";

/** The viewer that a representation names. It is input: it names whoever asks, or nobody. */
export const namedViewer = (
  { subject }: { readonly subject: string },
  { viewer }: { readonly viewer: Viewer },
): Viewer | null => (subject === viewer.subject ? viewer : null);
