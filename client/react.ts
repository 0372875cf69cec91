export * from "./generated/hooks.generated.ts";
export * from "./hooks/index.ts";
