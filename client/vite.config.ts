import { join } from "node:path";
import { defineConfig } from "vite";

/** The graph that a page asks while it is being worked on: `npx vite -c client/vite.config.ts --mode app`. */
const GRAPH = "http://localhost:4000";

/** Builds the page whose name is the mode, `app` or `explorer`, to be served at the path of that name. */
export default defineConfig(({ mode }) => ({
  root: join(import.meta.dirname, mode),
  base: `/${mode}/`,
  // The explorer has its own copies, and what it shares with the app must take these too.
  resolve: { dedupe: ["react", "react-dom", "graphql"] },
  build: {
    outDir: join(import.meta.dirname, "../dist/pages", mode),
    emptyOutDir: true,
    target: "es2022",
    // The policy of the pages knows files of this server only, so that nothing is written into a page or a script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      // "use client" and the like, which packages say to frameworks that render on servers.
      onwarn: (warning, warn) => {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": GRAPH } },
}));
