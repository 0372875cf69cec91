import { build } from "./build.js";

// `node cli/run.js start --help`: compiles if need be, then runs `dist/cli/start.js` in this same process, which so receives every signal.

const [name] = process.argv.splice(2, 1);
await build();
await import(`../dist/cli/${name}.js`);
