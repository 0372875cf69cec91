import type { Subgraph } from "../../platform/graphql/subgraph.ts";
import { commercial } from "../../subgraphs/commercial/server.ts";
import { contacts } from "../../subgraphs/contacts/server.ts";
import { directory } from "../../subgraphs/directory/server.ts";
import { finance } from "../../subgraphs/finance/server.ts";
import { identity } from "../../subgraphs/identity/server.ts";

/** The five subgraphs, in the order in which their schemas are migrated and their SDL is composed. */
export const subgraphs: readonly Subgraph[] = [identity, commercial, finance, contacts, directory];
