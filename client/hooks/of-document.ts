/** Binds a hook of Apollo Client to a document. The caller states the resulting types. */
export const ofDocument = <Hook extends (...given: never[]) => unknown>(
  hook: (...given: never[]) => unknown,
  document: object,
): Hook => hook.bind(undefined, document as never) as Hook;
