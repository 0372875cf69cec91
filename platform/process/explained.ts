/** A reason to stop, for the person at the terminal: the message is all they need, without a stack. */
export class Explained extends Error {}
