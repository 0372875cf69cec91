/** Formats a time: two decimals below 10 ms, none above. */
export const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
