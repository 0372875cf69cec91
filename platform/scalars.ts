import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import {
  GraphQLCountryCode,
  GraphQLCurrency,
  GraphQLDateTimeISO,
  GraphQLEmailAddress,
  GraphQLJSON,
  GraphQLLocalDate,
  GraphQLSafeInt,
  GraphQLURL,
} from "graphql-scalars";

const DECIMAL = /^[+-]?\d{1,16}(\.\d{1,20})?$/;

const toDecimal = (value: unknown): string => {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string" || !DECIMAL.test(text)) {
    throw new GraphQLError(`Decimal cannot represent ${JSON.stringify(value)}: write a number such as "50000.00".`);
  }
  return text;
};

const literalText = (node: ValueNode): unknown =>
  node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined;

const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  serialize: (value) => String(value),
  parseValue: toDecimal,
  parseLiteral: (node) => toDecimal(literalText(node)),
});

/** PostgreSQL hands moments over as ISO text already: reading them back into a `Date` for every row would be waste. */
const GraphQLDateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value),
  parseLiteral: (node) => GraphQLDateTimeISO.parseLiteral(node),
});

const GraphQLWebAddress = new GraphQLScalarType<string, string>({
  name: "URL",
  serialize: (value) => String(value),
  parseValue: (value) => {
    GraphQLURL.parseValue(value);
    return String(value);
  },
  parseLiteral: (node) => {
    GraphQLURL.parseLiteral(node);
    return String(literalText(node));
  },
});

const asWritten = (scalar: GraphQLScalarType, name = scalar.name): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    serialize: (value) => String(value),
    parseValue: (value) => scalar.parseValue(value) as string,
    parseLiteral: (node) => scalar.parseLiteral(node) as string,
  });

/** Codes are letters in any case on their way in, and capitals from there on. */
const inCapitals = (scalar: GraphQLScalarType): GraphQLScalarType =>
  new GraphQLScalarType({
    name: scalar.name,
    serialize: (value) => String(value),
    parseValue: (value) => String(scalar.parseValue(value)).toUpperCase(),
    parseLiteral: (node) => String(scalar.parseLiteral(node)).toUpperCase(),
  });

/**
 * The resolvers of the shared scalars. Values are checked on their way in, and again by the database; on their way out
 * they are handed over as stored.
 */
export const scalars = {
  DateTime: GraphQLDateTime,
  Date: asWritten(GraphQLLocalDate, "Date"),
  Decimal: GraphQLDecimal,
  EmailAddress: asWritten(GraphQLEmailAddress),
  URL: GraphQLWebAddress,
  CountryCode: inCapitals(GraphQLCountryCode),
  Currency: inCapitals(GraphQLCurrency),
  JSON: GraphQLJSON,
  SafeInt: GraphQLSafeInt,
};
