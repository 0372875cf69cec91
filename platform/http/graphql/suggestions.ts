/** Takes the names out of a message that graphql-js proposes in place of a wrong one: they are names of the schema. */
export const withoutSuggestions = (message: string): string => message.replace(/ ?Did you mean .+\?$/s, "");
