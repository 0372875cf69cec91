import "graphiql/style.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";

const fetcher = createGraphiQLFetcher({ url: "/graphql" });

/** GraphiQL on the graph that served this page. */
export const Explorer = () => <GraphiQL fetcher={fetcher} />;
