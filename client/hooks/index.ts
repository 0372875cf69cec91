export { type BackgroundQueryHook, backgroundQueryHook } from "./background-query-hook.ts";
export { type LazyQueryHook, lazyQueryHook } from "./lazy-query-hook.ts";
export { type MutationHook, mutationHook } from "./mutation-hook.ts";
export { type QueryHook, queryHook } from "./query-hook.ts";
export { type SuspenseQueryHook, suspenseQueryHook } from "./suspense-query-hook.ts";
