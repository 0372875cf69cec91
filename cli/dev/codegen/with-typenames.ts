import type { Types } from "@graphql-codegen/plugin-helpers";
import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode, visit } from "graphql";

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

const asks = (set: SelectionSetNode): boolean =>
  set.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"));

/** The document with `__typename` where Apollo Client would add it, and thus exactly the text that it sends. */
export const withTypenames = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: (set, _key, parent) => {
      const isRoot = parent && "kind" in parent && parent.kind === Kind.OPERATION_DEFINITION;
      return isRoot || asks(set) ? undefined : { ...set, selections: [...set.selections, TYPENAME] };
    },
  });

/** Adds `__typename` to all documents before generating anything, so that all clients send the same text. */
export const typenamesTransform = {
  transform: ({ documents }: { readonly documents: Types.DocumentFile[] }): Types.DocumentFile[] =>
    documents.map((file) => (file.document ? { ...file, document: withTypenames(file.document) } : file)),
};
