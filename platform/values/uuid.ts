const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a client's text can be an id at all. What cannot is never sent to PostgreSQL. */
export const isUuid = (text: string): boolean => UUID.test(text);
