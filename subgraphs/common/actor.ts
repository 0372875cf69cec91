/** Who did something: the subject of a token, as records keep it. */
export interface ActorKey {
  readonly subject: string;
}

/** The actor behind a stored subject, if there is one. */
export const actorOf = (subject: string | null): ActorKey | null => (subject === null ? null : { subject });
