// Plain JavaScript, because jest loads it untransformed.

// When graphql-js is loaded, it decides by NODE_ENV whether every `instanceOf` checks for a second
// copy of itself.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = "production";
require("graphql/jsutils/instanceOf");
process.env.NODE_ENV = NODE_ENV;
