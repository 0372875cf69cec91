export { scalars } from "./generated/scalars.generated.ts";
