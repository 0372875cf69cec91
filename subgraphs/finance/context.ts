import { type Context as ContextOf, contextWith } from "../common/context.ts";
import { createLoaders, type Loaders } from "./loaders.ts";

export type Context = ContextOf<Loaders>;

export const createContext = contextWith(createLoaders);
