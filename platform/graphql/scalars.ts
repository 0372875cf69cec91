import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, visit } from "graphql";
import { GraphQLCountryCode, GraphQLCurrency, GraphQLJSON, GraphQLSafeInt, GraphQLURL } from "graphql-scalars";
import { isEmailAddress } from "../values/email-address.ts";
import { isDeeperThan } from "../values/json-depth.ts";
import { isDay, toDayOrMoment, toMoment } from "../values/moments.ts";
import { quoted } from "../values/quoted.ts";
import { boundScalar, literalText } from "./bound-scalar.ts";

const DECIMAL = /^[+-]?\d{1,16}(\.\d{1,20})?$/;

/** A JSON number with more digits may have been another one before it became a double. */
const MOST_EXACT_DIGITS = 15;

const digitsOf = (text: string): number => text.replace(/\D/g, "").replace(/^0+/, "").length;

const toDecimal = (value: unknown): string => {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string" || !DECIMAL.test(text)) {
    throw new GraphQLError(`Decimal cannot represent ${quoted(value)}: write a number such as "50000.00".`);
  }
  if (typeof value === "number" && digitsOf(text) > MOST_EXACT_DIGITS) {
    throw new GraphQLError(`Decimal cannot represent ${text} exactly as a number: write it as a string, "${text}".`);
  }
  return text;
};

const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  serialize: (value) => String(value),
  parseValue: toDecimal,
  parseLiteral: (node) => toDecimal(literalText(node)),
});

/** A scalar whose values are texts, parsed by one function wherever they are. */
const textScalar = (name: string, read: (text: unknown) => string): GraphQLScalarType<string, string> =>
  new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => String(value),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });

const GraphQLDateTime = textScalar("DateTime", (value) => {
  const moment = typeof value === "string" ? toMoment(value) : null;
  if (moment !== null) return moment;
  throw new GraphQLError(
    `DateTime cannot represent ${quoted(value)}: write a moment of the years 0001 to 9999 with its offset from UTC, such as "2026-03-01T09:30:00Z".`,
  );
});

const GraphQLDateOrDateTime = textScalar("DateOrDateTime", (value) => {
  const date = typeof value === "string" ? toDayOrMoment(value) : null;
  if (date !== null) return date;
  throw new GraphQLError(
    `DateOrDateTime cannot represent ${quoted(value)}: write a day of the years 0001 to 9999, such as "2026-03-01", or a moment with its offset from UTC, such as "2026-03-01T09:30:00Z".`,
  );
});

const GraphQLDate = textScalar("Date", (value) => {
  if (typeof value === "string" && isDay(value)) return value;
  throw new GraphQLError(
    `Date cannot represent ${quoted(value)}: write a day of the years 0001 to 9999, such as "2026-03-01".`,
  );
});

/** No host name is longer. Letters beyond ASCII are converted for it, in time quadratic in their number. */
const LONGEST_HOST = 255;

const checkHost = (value: unknown): void => {
  // As URL parsers read them: line breaks are ignored, and any number of slashes of either kind counts as one.
  const untilPath = String(value)
    .replace(/[\t\n\r]/g, "")
    .split(/[/?#\\]+/, 2);
  if (untilPath.every(({ length }) => length <= LONGEST_HOST)) return;
  throw new GraphQLError(`URL cannot have a host of more than ${LONGEST_HOST} characters.`);
};

const GraphQLWebAddress = new GraphQLScalarType<string, string>({
  name: "URL",
  serialize: (value) => String(value),
  parseValue: (value) => {
    checkHost(value);
    GraphQLURL.parseValue(value);
    return String(value);
  },
  parseLiteral: (node) => {
    checkHost(literalText(node));
    GraphQLURL.parseLiteral(node);
    return String(literalText(node));
  },
});

/** No record is this deep, and recursion copes with far more. */
const MOST_LEVELS = 100;

const shallow = (value: unknown): unknown => {
  if (isDeeperThan(MOST_LEVELS, value)) throw new GraphQLError(`JSON cannot have more than ${MOST_LEVELS} levels.`);
  return value;
};

const checkWholeNumbers = (literal: ValueNode): void => {
  visit(literal, {
    IntValue: ({ value }) => {
      if (Number.isSafeInteger(Number(value))) return;
      throw new GraphQLError(`JSON cannot represent ${value} exactly as a number: write it as a string, "${value}".`);
    },
  });
};

const GraphQLShallowJson = new GraphQLScalarType({
  name: "JSON",
  serialize: (value) => value,
  parseValue: shallow,
  parseLiteral: (node, variables) => {
    checkWholeNumbers(node);
    return shallow(GraphQLJSON.parseLiteral(node, variables));
  },
});

const GraphQLEmail = textScalar("EmailAddress", (value) => {
  if (typeof value === "string" && isEmailAddress(value)) return value;
  throw new GraphQLError(
    `EmailAddress cannot represent ${quoted(value)}: write an address such as "name@example.com".`,
  );
});

/** Codes are accepted in any case, and upper case from there on. */
const inCapitals = (scalar: GraphQLScalarType): GraphQLScalarType =>
  new GraphQLScalarType({
    name: scalar.name,
    serialize: (value) => String(value),
    parseValue: (value) => String(scalar.parseValue(value)).toUpperCase(),
    parseLiteral: (node) => String(scalar.parseLiteral(node)).toUpperCase(),
  });

/** Numbers, days, moments and codes have fewer characters, however exact they are. */
const LONGEST_WORD = 100;

/** Particular URLs may have lower limits, which their own rules state. */
const LONGEST_EMAIL_TEXT = 1_000;
const LONGEST_URL = 10_000;

/**
 * The resolvers of the shared scalars. Values are checked on input, and again by the database; on output they are
 * returned as stored.
 */
export const scalars = {
  DateTime: boundScalar(GraphQLDateTime, LONGEST_WORD),
  Date: boundScalar(GraphQLDate, LONGEST_WORD),
  DateOrDateTime: boundScalar(GraphQLDateOrDateTime, LONGEST_WORD),
  Decimal: boundScalar(GraphQLDecimal, LONGEST_WORD),
  EmailAddress: boundScalar(GraphQLEmail, LONGEST_EMAIL_TEXT),
  URL: boundScalar(GraphQLWebAddress, LONGEST_URL),
  CountryCode: boundScalar(inCapitals(GraphQLCountryCode), LONGEST_WORD),
  Currency: boundScalar(inCapitals(GraphQLCurrency), LONGEST_WORD),
  JSON: GraphQLShallowJson,
  SafeInt: GraphQLSafeInt,
};
