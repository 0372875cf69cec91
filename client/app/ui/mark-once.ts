/** Notes in the browser's own measurements when something first stood on the screen. */
export const markOnce = (name: string): void => {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(name).length === 0) performance.mark(name);
  });
};
