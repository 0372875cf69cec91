/** A `mailto:` URL for one address. Encodes `?` and `&`, which could otherwise add recipients. */
export const mailTo = (email: string): string => `mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`;
