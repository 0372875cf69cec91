import { createHash } from "node:crypto";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from "graphql";
import { isRecord } from "../../platform/values/is-record.ts";

/** An operation that clients request by its id. */
export interface TrustedDocument {
  /** The SHA-256 of its text, as hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly document: DocumentNode;
}

/** All operations that are answered, by their ids. */
export type TrustedDocuments = ReadonlyMap<string, TrustedDocument>;

interface Entry {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly type?: unknown;
  readonly body?: unknown;
}

type Fault = (reason: string) => void;

export const idOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const parsed = (text: string, fault: Fault): DocumentNode | undefined => {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    fault(`the body does not parse: ${(error as Error).message}`);
    return undefined;
  }
};

const theOperation = ({ definitions }: DocumentNode, fault: Fault): OperationDefinitionNode | undefined => {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1) fault(`the body has ${operations.length} operations instead of one`);
  return operations.length === 1 ? operations[0] : undefined;
};

const readEntry = ({ id, name, type, body }: Entry, fault: Fault): TrustedDocument | undefined => {
  if (typeof name !== "string" || name === "") fault("it has no name");
  if (typeof id !== "string" || typeof body !== "string") return void fault("it has no id or no body");
  if (id !== idOf(body)) fault("the id is not the SHA-256 of the body, in lower-case hexadecimal digits");
  const document = parsed(body, fault);
  const operation = document && theOperation(document, fault);
  if (!document || !operation) return undefined;
  if (operation.name?.value !== name) fault(`the body names it ${operation.name?.value ?? "nothing"}`);
  if (operation.operation !== type) fault(`the type is ${JSON.stringify(type)}, the body a ${operation.operation}`);
  return { id, name: String(name), text: body, document };
};

const jsonOf = (text: string, fault: Fault): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    fault(`It is not JSON: ${(error as Error).message}.`);
    return undefined;
  }
};

const entriesIn = (text: string, fault: Fault): readonly unknown[] => {
  const manifest = jsonOf(text, fault);
  if (manifest === undefined) return [];
  const { format, version, operations } = isRecord(manifest) ? manifest : {};
  if (format !== "apollo-persisted-query-manifest")
    fault(`"format" is ${JSON.stringify(format)} instead of "apollo-persisted-query-manifest".`);
  if (version !== 1) fault(`"version" is ${JSON.stringify(version)} instead of 1.`);
  if (Array.isArray(operations) && operations.length > 0) return operations;
  fault('"operations" is not a list with operations in it.');
  return [];
};

/** Reads a manifest in the format of Apollo's persisted queries, or says everything that is wrong with it. */
export const readManifest = (text: string): { readonly documents: TrustedDocuments; readonly faults: string[] } => {
  const faults: string[] = [];
  const documents = new Map<string, TrustedDocument>();
  for (const [index, entry] of entriesIn(text, (reason) => faults.push(reason)).entries()) {
    const name = isRecord(entry) && typeof entry.name === "string" ? ` (${entry.name})` : "";
    const fault: Fault = (reason) => faults.push(`operations[${index}]${name}: ${reason}.`);
    if (!isRecord(entry)) {
      fault("it is not an object");
      continue;
    }
    const document = readEntry(entry, fault);
    if (document && documents.has(document.id)) fault("the same id is listed before");
    if (document) documents.set(document.id, document);
  }
  return { documents, faults };
};
