/** Removes the names that graphql-js suggests from a message: they are names of the schema. */
export const withoutSuggestions = (message: string): string => message.replace(/ ?Did you mean .+\?$/s, "");
