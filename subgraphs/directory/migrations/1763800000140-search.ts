import type { MigrationInterface, QueryRunner } from "typeorm";

/** How many customers a function finds, and how many of them one kind of likeness brings. */
const MOST = 1_000;
const MOST_ALIKE = 500;

const EXACT_KEY = 400;
const EXACT_NAME = 300;
const BEGINNING = 200;

/** That a customer is there for the viewer, and that the viewer wants those of its status. */
const SHOWN = `c.deleted_at is null and c.status <> all (without)
  and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)`;

/**
 * The customers one of whose texts begins with what is searched, those first that it is the whole of. The bounds are bytes, so that a
 * plan made before the text is known uses the index.
 */
const beginning = (key: string, exact: number, from: string, only = "true"): string => `
  (select c.id, case when ${key} = wanted then ${exact} else ${BEGINNING} end as rank
   from ${from}
   where ${only} and c.tenant_id = tenant and ${key} ~>=~ wanted and ${key} ~<=~ (wanted || chr(1114111)) and ${SHOWN}
   order by ${key} using ~<~ limit ${MOST})`;

/** The customers with a name in which what is searched is, or nearly. The rank is the likeness in percent. */
const alike = (name: string, from: string): string => `
  (select c.id, round(100 * word_similarity(wanted, ${name}))::integer as rank
   from ${from}
   where c.tenant_id = tenant and wanted <% ${name} and ${SHOWN}
   limit ${MOST_ALIKE})`;

const bestOf = (parts: readonly string[]): string => `
  return query select f.id, max(f.rank) from (${parts.join("\nunion all")}) f group by f.id order by 2 desc limit ${MOST};`;

const ifThereIsRoom = (parts: readonly string[]): string => `
  get diagnostics fit = row_count;
  if fit < ${MOST} and length(wanted) >= 3 then ${bestOf(parts)} end if;`;

/**
 * The operators of the comparisons are not leakproof, and would use no index under row-level security: such a function runs as its
 * owner, and names the tenant itself. What is only alike is looked for when there is room behind what fits. Words are alike from 60 %
 * on, whatever is set for the session.
 */
const search = (name: string, wanted: string, fitting: readonly string[], likely: readonly string[] = []): string => `
  create function directory.${name}(tenant uuid, wanted_text text, workspaces uuid[], without text[])
    returns table (id uuid, rank integer) language plpgsql stable security definer rows 100
    set search_path = pg_catalog, public set pg_trgm.word_similarity_threshold = 0.6
  as $$
  declare
    wanted text := ${wanted};
    fit integer;
  begin
    if length(wanted) < 2 or tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
      return;
    end if;
    ${bestOf(fitting)}
    ${likely.length > 0 ? ifThereIsRoom(likely) : ""}
  end $$;`;

const CUSTOMER = "identity.customer c";
const OF_NAMES = "length(wanted) >= 3";
const key = (value: string): string => `identity.search_key(${value})`;
const joined = (table: string, alias: string): string =>
  `${table} ${alias} join ${CUSTOMER} on c.tenant_id = ${alias}.tenant_id and c.id = ${alias}.customer_id`;
const given = (column: string): string => `${column} is not null`;
const PARTY = `identity.party p join ${CUSTOMER} on c.tenant_id = p.tenant_id and c.party_id = p.id`;
const PARTY_NAME = "identity.party_name(p.name, p.first_name, p.last_name)";

const FOUND_BY_NAME = search(
  "found_by_name",
  "identity.search_key(wanted_text)",
  [
    beginning(key("c.code"), EXACT_KEY, CUSTOMER, given("c.code")),
    beginning(key("c.account_number"), EXACT_KEY, CUSTOMER, given("c.account_number")),
    beginning(key("e.external_id"), EXACT_KEY, joined("identity.external_identifier", "e"), "e.tenant_id = tenant"),
    beginning(key("c.display_name"), EXACT_NAME, CUSTOMER, OF_NAMES),
    beginning(key("c.legal_name"), EXACT_NAME, CUSTOMER, `${OF_NAMES} and ${given("c.legal_name")}`),
    beginning(key("c.sort_name"), EXACT_NAME, CUSTOMER, `${OF_NAMES} and ${given("c.sort_name")}`),
    beginning(key(PARTY_NAME), EXACT_NAME, PARTY, `${OF_NAMES} and p.tenant_id = tenant`),
  ],
  [alike("identity.names_of(c.display_name, c.legal_name, c.sort_name)", CUSTOMER), alike(PARTY_NAME, PARTY)],
);

const FOUND_BY_EMAIL = search("found_by_email", "lower(wanted_text)", [
  beginning("lower(a.primary_email)", EXACT_KEY, joined("contacts.account", "a"), given("a.primary_email")),
  beginning("lower(t.email)", EXACT_KEY, joined("contacts.contact", "t"), given("t.email")),
]);

const FOUND_BY_TAX_NUMBER = search("found_by_tax_number", "finance.tax_number_key(wanted_text)", [
  beginning("finance.tax_number_key(t.number)", EXACT_KEY, joined("finance.tax_registration", "t")),
]);

/** What a search reads, one function for each facet, for a viewer and never beyond what they may see. */
export class Search1763800000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [FOUND_BY_NAME, FOUND_BY_EMAIL, FOUND_BY_TAX_NUMBER]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "drop function directory.found_by_name, directory.found_by_email, directory.found_by_tax_number",
    );
  }
}
