import type { CodegenPlugin } from "@graphql-codegen/plugin-helpers";
import { connections } from "./connections.ts";
import { customerLists } from "./customer-lists.ts";
import { enums } from "./enums.ts";
import { hooks } from "./hooks.ts";
import { scalars } from "./scalars.ts";

const SCOPE = "@graphql-codegen/";

const OWN: Readonly<Record<string, CodegenPlugin>> = {
  connections,
  "customer-lists": customerLists,
  enums,
  hooks,
  scalars,
};

/** Finds our own plugins by their short names, and all others among the packages. */
export const loadPlugin = async (name: string): Promise<CodegenPlugin> =>
  OWN[name.replace(SCOPE, "")] ?? ((await import(name)) as CodegenPlugin);
