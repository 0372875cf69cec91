import { build } from "../../cli/build.js";

// `node bench/engine/run.js` compares CPU, throughput and latency; `node bench/engine/run.js memory` watches the heap over a million requests.
// ROUNDS, SECONDS (of one measurement), WARM_UP and REQUESTS make them shorter or longer.

const [name = "main"] = process.argv.slice(2);
build();
await import(`../../dist/bench/engine/${name}.js`);
