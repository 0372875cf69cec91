/** A time for people: two digits where it is short, none after the point where it is long. */
export const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
