// Plain JavaScript: jest reads it as it is.

// graphql-js decides when it is loaded whether every `instanceOf` looks for a second copy of itself.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = "production";
require("graphql/jsutils/instanceOf");
process.env.NODE_ENV = NODE_ENV;
