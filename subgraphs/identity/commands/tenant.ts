import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { changesOf } from "../../common/changes.ts";
import { checkText, invalid, required } from "../../common/check.ts";
import { checkCurrency } from "../../common/check-format.ts";
import { toCode } from "../../common/stored-forms.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Tenant } from "../entities.ts";

interface TenantFields {
  readonly name?: string | null;
  readonly defaultCurrency?: string | null;
  readonly locale?: string | null;
}

const LONGEST_LOCALE = 64;

/** The canonical form of a BCP 47 tag, `undefined` for any other text. */
const canonicalLocale = (tag: string): string | undefined => {
  try {
    return tag.length > LONGEST_LOCALE ? undefined : Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
};

const checkLocale = (locale: string | null | undefined): UserError[] =>
  locale == null || canonicalLocale(locale) !== undefined
    ? []
    : [invalid(["locale"], locale, "Give a language tag of BCP 47 such as de-DE.", { expected: "LANGUAGE_TAG" })];

const checkTenant = ({ name, defaultCurrency, locale }: TenantFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...(defaultCurrency === null
    ? [required(["defaultCurrency"], "It cannot be cleared. Leave it out to keep it.")]
    : []),
  ...checkCurrency(defaultCurrency, ["defaultCurrency"]),
  ...checkLocale(locale),
];

/** Changes given fields of the viewer's tenant, of which nothing may be stored yet. */
export const updateTenant = async (manager: EntityManager, { tenantId }: Viewer, fields: TenantFields) => {
  refuseIfAny(checkTenant(fields));
  const { name, defaultCurrency, locale } = fields;
  await manager.query(
    `insert into identity.tenant (tenant_id, currency_code) values ($1, identity.currency_of($1))
     on conflict do nothing`,
    [tenantId],
  );
  const stored = await manager.findOneByOrFail(Tenant, { tenantId });
  const columns = {
    name,
    currencyCode: toCode(defaultCurrency) ?? undefined,
    locale: locale && canonicalLocale(locale),
  };
  const changes = changesOf(stored, columns);
  if (changes) await manager.update(Tenant, { tenantId }, changes);
  return {};
};
