import "graphiql/style.css";
import "./explorer.css";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { COST_PLUGIN } from "./cost/plugin.tsx";
import { type Example, HEADERS } from "./examples.ts";
import { fetcher } from "./fetcher.ts";
import { SignInHint } from "./sign-in-hint.tsx";

const PLUGINS = [HISTORY_PLUGIN, COST_PLUGIN];

/** GraphiQL for the graph that served this page, with the client's operations as examples. */
export const Explorer = ({ examples }: { readonly examples: Example[] }) => {
  const [first] = examples;
  return (
    <main>
      <h1 className="unseen">Customer graph explorer</h1>
      <GraphiQL
        fetcher={fetcher}
        {...(first && { defaultTabs: examples, initialVariables: first.variables })}
        defaultHeaders={HEADERS}
        plugins={PLUGINS}
        schemaDescription
        inputValueDeprecation
        showPersistHeadersSettings={false}
        defaultEditorToolsVisibility="variables"
      >
        <GraphiQL.Logo>
          <a href="/app">Customers</a>
        </GraphiQL.Logo>
        <GraphiQL.Footer>
          <SignInHint />
        </GraphiQL.Footer>
      </GraphiQL>
    </main>
  );
};
