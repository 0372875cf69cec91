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

/** The payload of a view that somebody tries to save. */
export const created = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, CREATE, { input });
  expect(errors).toEqual([]);
  return data.customerViewCreate;
};

/** A view that somebody has saved. */
export const saved = async (viewer: Viewer, input: object) => {
  const { customerView, userErrors } = await created(viewer, input);
  expect(userErrors).toEqual([]);
  return customerView;
};

/** The payload of a change of a view. */
export const changed = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, UPDATE, { input });
  expect(errors).toEqual([]);
  return data.customerViewUpdate;
};

/** The same viewer without a scope. */
export const without = (viewer: Viewer, scope: string): Viewer => ({
  ...viewer,
  scopes: new Set([...viewer.scopes].filter((each) => each !== scope)),
});
