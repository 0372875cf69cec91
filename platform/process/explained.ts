/** A reason to stop, in words for the person at the terminal: the message is all they need, and no stack helps them. */
export class Explained extends Error {}
