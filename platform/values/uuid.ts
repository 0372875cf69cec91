const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a client's text can be an id at all. What cannot is never sent to PostgreSQL. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** A UUID in the one form in which it is stored and compared. Any other text stays as it is: its case may matter. */
export const canonicalUuid = (text: string): string => (isUuid(text) ? text.toLowerCase() : text);
