import { join } from "node:path";
import { defineConfig } from "vite";

/** The graph that the dev server proxies to: `npx vite -c client/vite.config.ts --mode app`. */
const GRAPH = "http://localhost:4000";

/** Builds the page named by the mode, `app` or `explorer`, to be served under that path. */
export default defineConfig(({ mode }) => ({
  root: join(import.meta.dirname, mode),
  base: `/${mode}/`,
  // The explorer has its own node_modules; code it shares with the app must use the same copies.
  resolve: { dedupe: ["react", "react-dom", "graphql"] },
  build: {
    outDir: join(import.meta.dirname, "../dist/pages", mode),
    emptyOutDir: true,
    target: "es2022",
    // The pages' Content-Security-Policy allows files of this origin only, so no asset may be
    // inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      // Ignores directives such as "use client", meant for server-side rendering.
      onwarn: (warning, warn) => {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": GRAPH } },
}));
