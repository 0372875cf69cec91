import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import { In } from "typeorm";
import { notFound } from "../../../platform/check.ts";
import { refuseIfAny } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Employee, PriceList } from "../entities.ts";
import type { RelationshipInput } from "./relationship-input.ts";

interface Reference {
  readonly id: string;
  readonly path: readonly string[];
}

const reference = (id: string | null | undefined, ...path: readonly string[]): Reference[] =>
  id == null ? [] : [{ id, path }];

const existing = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  entity: EntityTarget<ObjectLiteral>,
  references: readonly Reference[],
): Promise<Set<string>> => {
  if (references.length === 0) return new Set();
  const ids = references.map(({ id }) => id.toLowerCase());
  const rows = await manager.find(entity, { select: { id: true }, where: { tenantId, id: In(ids) } });
  return new Set(rows.map(({ id }) => id));
};

/** Makes sure that the employees and the price list that an input names are there, with one statement for each kind. */
export const demandReferences = async (
  manager: EntityManager,
  viewer: Viewer,
  { accountManagerId, ownerIds, priceListId }: RelationshipInput,
): Promise<void> => {
  const employees = [
    ...reference(accountManagerId, "accountManagerId"),
    ...(ownerIds ?? []).flatMap((id, index) => reference(id, "ownerIds", String(index))),
  ];
  const priceLists = reference(priceListId, "priceListId");
  const knownEmployees = await existing(manager, viewer, Employee, employees);
  const knownPriceLists = await existing(manager, viewer, PriceList, priceLists);
  const missing = ({ id }: Reference, known: Set<string>): boolean => !known.has(id.toLowerCase());
  refuseIfAny([
    ...employees
      .filter((employee) => missing(employee, knownEmployees))
      .map(({ id, path }) => notFound(path, id, "employee")),
    ...priceLists
      .filter((priceList) => missing(priceList, knownPriceLists))
      .map(({ id, path }) => notFound(path, id, "price list")),
  ]);
};
