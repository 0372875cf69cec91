import { createRoot } from "react-dom/client";
import { findExamples } from "./examples.ts";
import { Explorer } from "./explorer.tsx";
import { provideWorkers } from "./workers.ts";

provideWorkers();
const root = document.getElementById("root");
if (root) createRoot(root).render(<Explorer examples={await findExamples()} />);
