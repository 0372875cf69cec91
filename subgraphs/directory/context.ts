import { type Context as ContextOf, contextWith } from "../shared/context.ts";
import { createLoaders } from "./loaders.ts";

export type Context = ContextOf<ReturnType<typeof createLoaders>>;

export const createContext = contextWith(createLoaders);
