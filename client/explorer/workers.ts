import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import GraphqlWorker from "monaco-graphql/esm/graphql.worker.js?worker";

const workerOf = (label: string): Worker => {
  if (label === "json") return new JsonWorker();
  if (label === "graphql") return new GraphqlWorker();
  return new EditorWorker();
};

/** Gives the editor its workers, which it asks for by name, as files of this page: nothing is fetched from elsewhere. */
export const provideWorkers = (): void => {
  Object.assign(globalThis, { MonacoEnvironment: { getWorker: (_: string, label: string) => workerOf(label) } });
};
