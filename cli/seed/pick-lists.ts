import { idOf } from "./chance.ts";

const textsOf = (texts: readonly string[]): string => `unnest(array[${texts.map((text) => `'${text}'`).join(", ")}])`;

/** The currencies of the price lists; the first also has one for key accounts, number 6. */
const CURRENCIES = ["EUR", "GBP", "PLN", "SEK", "USD"];

const LABELS = [
  "Newsletter",
  "Net payer",
  "Trade fair",
  "Seasonal",
  "Pilot",
  "Reference",
  "Exporter",
  "Framework contract",
  "Slow payer",
  "Family business",
  "Public sector",
  "Do not call",
];

export const EMPLOYEES = 40;
export const LABEL_COUNT = LABELS.length;
export const WORKSPACES = 5;
export const STATUS_LABELS = 4;

/** What the customers of tenant $1 refer to, as common table expressions: created once, with the first customers. */
export const PICK_LISTS = `
  employee as (
    insert into commercial.employee (tenant_id, id, name, email, job_title)
    select $1, ${idOf("0001")}, (array['Ada', 'Ben', 'Cleo', 'Dov', 'Edda', 'Finn', 'Gita', 'Hugo'])[1 + n % 8] || ' ' ||
        (array['Abel', 'Boman', 'Cruz', 'Dekker', 'Ekberg'])[1 + n / 8 % 5],
      'employee' || n || '@seller.example', case when n % 9 = 0 then 'Head of sales' else 'Account manager' end
    from generate_series(1, ${EMPLOYEES}) n on conflict do nothing
  ), price_list as (
    insert into commercial.price_list (tenant_id, id, code, name, currency_code)
    select $1, ${idOf("0002", "n::integer")}, 'SEED-' || currency, 'List prices in ' || currency, currency
      from ${textsOf(CURRENCIES)} with ordinality list (currency, n)
    union all select $1, ${idOf("0002", "6")}, 'SEED-KEY', 'Key accounts', 'EUR' on conflict do nothing
  ), label as (
    insert into commercial.label (tenant_id, id, name)
    select $1, ${idOf("0003", "n::integer")}, name from ${textsOf(LABELS)} with ordinality list (name, n) on conflict do nothing
  ), status_label as (
    insert into commercial.status_label (tenant_id, id, name, position, is_active)
    select $1, ${idOf("0004", "n::integer")}, name, n + 100, true
      from ${textsOf(["In touch", "Quoted", "Waiting", "Delighted"])} with ordinality list (name, n) on conflict do nothing
  ), workspace as (
    insert into identity.workspace (tenant_id, id, name)
    select $1, ${idOf("0005", "n::integer")}, name
      from ${textsOf(["Head office", "North", "South", "West", "East"])} with ordinality list (name, n) on conflict do nothing
  )`;

/** The price list of a customer by its currency: that of key accounts for some, none for others. */
export const PRICE_LIST = (roll: string): string => `
  case when ${roll} < 0.15 then null
    when ${roll} < 0.22 and currency = 'EUR' then ${idOf("0002", "6")}
    else ${idOf("0002", `array_position(array['${CURRENCIES.join("', '")}'], currency)`)} end`;
