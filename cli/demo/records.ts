import type { ActivityKind } from "../../subgraphs/commercial/entities.ts";

/** What was done with a customer, and when. */
interface DemoActivity {
  /** The key of the customer. */
  readonly customer: string;
  readonly kind: ActivityKind;
  readonly subject: string;
  readonly description?: string;
  readonly occurredAt: string;
}

/** What was written down about a customer, and by whom. */
interface DemoNote {
  readonly customer: string;
  readonly text: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface DemoRecords {
  readonly activities: readonly DemoActivity[];
  readonly notes: readonly DemoNote[];
}

const note = (customer: string, day: string, createdBy: string, text: string): DemoNote => ({
  customer,
  text,
  createdAt: day,
  createdBy,
});

const activity = (
  customer: string,
  day: string,
  kind: ActivityKind,
  subject: string,
  description?: string,
): DemoActivity => ({ customer, kind, subject, description, occurredAt: day });

export const brooksfleetRecords: DemoRecords = {
  activities: [
    activity(
      "lindhorst",
      "2026-02-17",
      "MEETING",
      "Tasting for the spring list",
      "Second flush Assam stays, the Keemun goes.",
    ),
    activity("lindhorst", "2026-03-04", "EMAIL", "Sent the draft of the new frame agreement"),
    activity(
      "lindhorst",
      "2026-03-19",
      "CALL",
      "Volumes for 23 houses confirmed",
      "Four tonnes, delivered in six parts.",
    ),
    activity(
      "lindhorst-alster",
      "2026-01-22",
      "CALL",
      "Two chests arrived wet",
      "Replaced the same week, freight on us.",
    ),
    activity("vanterpool", "2026-02-03", "MEETING", "Visited the shop in the Kalverstraat"),
    activity("vanterpool", "2026-03-11", "TASK", "Send samples of the white peppers"),
    activity(
      "klinikum",
      "2026-01-15",
      "EMAIL",
      "Tender for the kitchens of three houses",
      "Due on 30 April, in three sealed envelopes.",
    ),
    activity("palisander", "2026-02-26", "CALL", "Asked for sixty days instead of thirty"),
  ],
  notes: [
    note(
      "lindhorst",
      "2026-02-18",
      "jonas",
      "Viktoria von Rautenfeld decides alone. Herr Brarens is heard, and tastes.",
    ),
    note(
      "lindhorst",
      "2026-03-20",
      "henrike",
      "If the frame agreement is signed by the 31st, prices hold until next March.",
    ),
    note("vanterpool", "2026-02-04", "aylin", "They want our name on the tins, small, on the bottom."),
    note(
      "klinikum",
      "2026-01-16",
      "mareike",
      "Nothing above the threshold without a tender: keep single orders below 1,000 euros.",
    ),
  ],
};

export const cedarForkRecords: DemoRecords = {
  activities: [
    activity(
      "tamarack",
      "2026-02-10",
      "MEETING",
      "Walked the floor in St. Paul",
      "Room for a second bay of cast iron.",
    ),
    activity("tamarack-north", "2026-03-02", "CALL", "Stove parts for the summer"),
  ],
  notes: [note("tamarack", "2026-02-11", "ruth", "Pays within the week if the invoice names the store.")],
};
