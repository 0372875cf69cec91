import { build } from "../../cli/build.js";

// `node bench/engine/run.js` compares CPU, throughput and latency; `node bench/engine/run.js memory` watches the heap over a million requests.
// ROUNDS, SECONDS (of one measurement), WARM_UP and REQUESTS make them shorter or longer.

const [name = "main", ...others] = process.argv.slice(2);
if (!["main", "memory"].includes(name) || others.length > 0) {
  process.stdout.write(
    "Usage: npm run bench [-- memory]   ROUNDS, SECONDS, WARM_UP and REQUESTS make it shorter or longer.\n",
  );
  process.exit(name === "--help" ? 0 : 1);
}
build();
await import(`../../dist/bench/engine/${name}.js`);
