/** Fixes the document of a hook of Apollo Client: which types it then has is for the caller to say. */
export const ofDocument = <Hook extends (...given: never[]) => unknown>(
  hook: (...given: never[]) => unknown,
  document: object,
): Hook => hook.bind(undefined, document as never) as Hook;
