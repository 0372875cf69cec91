import { expect } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { ask } from "./graph.ts";

const FIELDS = `{ id name where includeInactive order { field direction } columns sharing workspaceId actor { subject }
  version createdAt updatedAt }`;

const ERRORS = `{ code message path params { max allowed actual }
  existing { __typename id ... on CustomerView { name } } customer { id } }`;

export const CREATE = `mutation ($input: CustomerViewCreateInput!) { customerViewCreate(input: $input) {
  customerView ${FIELDS} userErrors ${ERRORS} } }`;

const UPDATE = `mutation ($input: CustomerViewUpdateInput!) { customerViewUpdate(input: $input) {
  customerView ${FIELDS} userErrors ${ERRORS} } }`;

export const DELETE = `mutation ($input: CustomerViewDeleteInput!) { customerViewDelete(input: $input) {
  deletedCustomerViewId userErrors ${ERRORS} } }`;

/** The payload of an attempt to save a view. */
export const created = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, CREATE, { input });
  expect(errors).toEqual([]);
  return data.customerViewCreate;
};

/** A saved view. */
export const saved = async (viewer: Viewer, input: object) => {
  const { customerView, userErrors } = await created(viewer, input);
  expect(userErrors).toEqual([]);
  return customerView;
};

/** The payload of an attempt to change a view. */
export const changed = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, UPDATE, { input });
  expect(errors).toEqual([]);
  return data.customerViewUpdate;
};

/** The viewer without one scope. */
export const without = (viewer: Viewer, scope: string): Viewer => ({
  ...viewer,
  scopes: new Set([...viewer.scopes].filter((each) => each !== scope)),
});
