import { type Context as ContextOf, contextWith } from "../common/context.ts";
import { createLoaders } from "./loaders.ts";

export type Context = ContextOf<ReturnType<typeof createLoaders>>;

export const createContext = contextWith(createLoaders);
