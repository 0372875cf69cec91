/** Sets a `performance` mark the first time something is shown. */
export const markOnce = (name: string): void => {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(name).length === 0) performance.mark(name);
  });
};
