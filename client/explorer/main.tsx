// Bundles the editor's workers, so that nothing is loaded from another origin.
import "graphiql/setup-workers/vite";
import { createRoot } from "react-dom/client";
import { findExamples } from "./examples.ts";
import { Explorer } from "./explorer.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Explorer examples={await findExamples()} />);
