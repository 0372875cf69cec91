import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { countCharacters } from "../../../platform/values/count-characters.ts";
import { canonicalUuid } from "../../../platform/values/uuid.ts";
import { createEmployee } from "./employees.ts";
import { createLabel } from "./labels.ts";
import { createPriceList } from "./price-lists.ts";

/** An entry of a pick list as another system names it. */
export interface ForeignChoice {
  readonly source: string;
  readonly externalId: string;
  readonly name: string;
}

type Kind = "employee" | "price_list" | "label";

const identify = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  kind: Kind,
  { id, source, externalId }: ForeignChoice & { readonly id: string },
): Promise<string> => {
  await manager.query(
    `insert into commercial.${kind}_identifier (tenant_id, source, external_id, ${kind}_id) values ($1, $2, $3, $4)`,
    [tenantId, source, canonicalUuid(externalId), id],
  );
  return id;
};

/** The entry whose unique text is taken, if it has no id in the other system: then it is the one that is meant. */
const named = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  kind: Kind,
  { condition, source }: { readonly condition: [sql: string, value: string]; readonly source: string },
): Promise<string | undefined> => {
  const [row]: { id: string }[] = await manager.query(
    `select r.id from commercial.${kind} r where r.tenant_id = $1 and ${condition[0]}
       and not exists (select from commercial.${kind}_identifier e
         where e.tenant_id = $1 and e.${kind}_id = r.id and e.source = $3)`,
    [tenantId, condition[1], source],
  );
  return row?.id;
};

/** Adds an employee whom another system knows, and returns our id. */
export const addForeignEmployee = async (
  manager: EntityManager,
  viewer: Viewer,
  choice: ForeignChoice,
): Promise<string> => {
  const { employee } = await createEmployee(manager, viewer, { name: choice.name });
  return identify(manager, viewer, "employee", { ...choice, id: employee.id });
};

/** Adds a label that another system knows, or takes the one of its name; returns our id. */
export const addForeignLabel = async (
  manager: EntityManager,
  viewer: Viewer,
  choice: ForeignChoice,
): Promise<string> => {
  const condition: [string, string] = ["lower(r.name) = lower($2)", choice.name];
  const id =
    (await named(manager, viewer, "label", { condition, source: choice.source })) ??
    (await createLabel(manager, viewer, { name: choice.name })).label.id;
  return identify(manager, viewer, "label", { ...choice, id });
};

const LONGEST_CODE = 32;

/** A name that is short enough is the code; else the id is, whose hyphens say nothing. */
const codeOf = ({ name, externalId }: ForeignChoice): string =>
  (countCharacters(name, LONGEST_CODE) <= LONGEST_CODE ? name : externalId.replaceAll("-", "")).slice(0, LONGEST_CODE);

/** Adds a price list that another system knows, or takes the one whose code is its name; returns our id. */
export const addForeignPriceList = async (
  manager: EntityManager,
  viewer: Viewer,
  choice: ForeignChoice,
): Promise<string> => {
  const code = codeOf(choice);
  const id =
    (await named(manager, viewer, "price_list", { condition: ["r.code = $2", code], source: choice.source })) ??
    (await createPriceList(manager, viewer, { code, name: choice.name })).priceList.id;
  return identify(manager, viewer, "price_list", { ...choice, id });
};
