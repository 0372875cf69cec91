// The editor's workers, as files of this page: nothing is fetched from elsewhere.
import "graphiql/setup-workers/vite";
import { createRoot } from "react-dom/client";
import { findExamples } from "./examples.ts";
import { Explorer } from "./explorer.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Explorer examples={await findExamples()} />);
