/** The link that begins a letter to an address, and to nobody else: an address may hold `?` and `&`, with which a link names copies. */
export const mailTo = (email: string): string => `mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`;
