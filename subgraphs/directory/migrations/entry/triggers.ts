const EVENTS = { insert: "new", update: "new", delete: "old" } as const;

type Event = keyof typeof EVENTS;

interface Watched {
  readonly table: string;
  readonly events: readonly Event[];
  readonly run: string;
  /** Whether the function also needs the rows as they were. */
  readonly before?: true;
}

const ALL = ["insert", "update", "delete"] as const;

/** The tables whose rows make entries, and which function notes the customers that a statement concerns. */
const WATCHED: readonly Watched[] = [
  { table: "identity.customer", events: ["insert", "delete"], run: "mark_customers_outdated" },
  { table: "identity.customer", events: ["update"], run: "mark_changed_customers_outdated", before: true },
  { table: "identity.party", events: ["update"], run: "mark_parties_outdated" },
  ...[
    "identity.external_identifier",
    "commercial.relationship",
    "commercial.owner",
    "commercial.relationship_label",
    "finance.profile",
    "finance.tax_registration",
    "finance.exemption_certificate",
    "contacts.account",
    "contacts.contact",
    "contacts.address",
  ].map((table) => ({ table, events: ALL, run: "mark_outdated" })),
];

const create = ({ table, events, run, before }: Watched): string[] =>
  events.map(
    (event) => `
    create or replace trigger entry_outdated_by_${event} after ${event} on ${table}
      referencing ${EVENTS[event]} table as changed ${before ? "old table as before" : ""}
      for each statement execute function directory.${run}()`,
  );

/** One statement for each table, so that a migration that is repeated waits for one lock at a time. */
export const CREATE_TRIGGERS = WATCHED.map((watched) => create(watched).join(";"));

export const DROP_TRIGGERS = WATCHED.map(({ table, events }) =>
  events.map((event) => `drop trigger if exists entry_outdated_by_${event} on ${table}`).join(";"),
);
