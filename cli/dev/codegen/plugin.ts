import type { CodegenPlugin } from "@graphql-codegen/plugin-helpers";

/** A plugin of codegen that gives back text and needs no settings. */
export type Plugin = CodegenPlugin<Record<string, never>>;
