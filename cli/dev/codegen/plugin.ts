import type { CodegenPlugin } from "@graphql-codegen/plugin-helpers";

/** A codegen plugin that returns text and needs no settings. */
export type Plugin = CodegenPlugin<Record<string, never>>;
