import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { CustomerInput } from "../commands/customer-input.ts";
import type { CustomerRecord } from "./record.ts";
import type { VocabularyName } from "./titles.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A record in the shape of a vocabulary. */
export type View = Readonly<Record<string, Json | undefined>>;

/** A part of a whole-customer write. The parts of all fields together are the write. */
export type Patch = Partial<CustomerInput>;

/** What a record can name by an id of its own system. */
export type Referred = "customer" | "party" | "employee" | "priceList" | "label" | "statusLabel";

/** Something that a record refers to, by an id of its own system or of ours. */
export interface Reference {
  readonly to: Referred;
  readonly id: string;
  /** Where the id stands in the field's value. */
  readonly path: readonly string[];
  /** Creates it from what the record says, if it is unknown and the record says enough, and returns our id. */
  readonly create?: ((manager: EntityManager, viewer: Viewer) => Promise<string>) | undefined;
  /** Whether it is only created where that is wanted, and may be left out: without it the record is still whole. */
  readonly isOptional?: boolean;
  /** Whether the write itself deals with an unknown id. */
  readonly mayBeUnknown?: boolean;
}

/** Our id of what a record refers to; `undefined` if it is unknown. */
export type IdOf = (to: Referred, id: string) => string | undefined;

/**
 * What a write can look at besides its own value: the whole given record, the existing customer, if any, and our ids of
 * what the record refers to.
 */
export interface Situation {
  readonly given: View;
  readonly stored: CustomerRecord | null;
  readonly idOf: IdOf;
}

/** One field of a vocabulary: its name there, and its place here. */
export interface Field {
  /** What values the vocabulary's text allows. */
  readonly shape: z.ZodType;
  /** Whether a new customer needs it. */
  readonly required?: boolean;
  /** The default for a new customer. */
  readonly fallback?: Json;
  /** The value as the vocabulary shows it; `undefined` omits the field. */
  readonly read: (record: CustomerRecord) => Json | undefined;
  /** What a valid value refers to. */
  readonly refersTo?: (value: never, stored: CustomerRecord | null) => readonly Reference[];
  /** Where a value is written. Without it the field is set by the system: accepted, and ignored. */
  readonly write?: (value: never, situation: Situation) => Patch;
}

/** By what a record that identifies no customer may be matched with one. */
export type MatchedBy = "name" | "email";

/** What happens to optional references to what is unknown. Without it, the record is refused. */
export type Unknown = "CREATE" | "SKIP";

/** How a record identifies its customer: SQL over customer `c`, whose parameters are the tenant, then these. */
export interface Identification {
  /** The field of the record that identifies. */
  readonly field: string;
  readonly condition: string;
  readonly parameters: readonly string[];
}

/** The language of one kind of system: its fields, and how its records identify customers. */
export interface Vocabulary {
  /** Its value in the schema's enum. */
  readonly name: VocabularyName;
  readonly fields: Readonly<Record<string, Field>>;
  /** It omits empty fields, where others have `null`. */
  readonly omitsNulls?: boolean;
  /** Its records mirror those of other systems, which have decided the status: any may follow any. */
  readonly mirrorsStatus?: boolean;
  /**
   * The ways in which a record may identify its customer, tried in this order. If none matches, the customer is new.
   */
  readonly identify: (given: View) => readonly Identification[];
  /** The fields by which a record without any identification may be matched, if that is wanted. */
  readonly matchedBy: Partial<Readonly<Record<MatchedBy, string>>>;
  /** Rules on whole records, beyond those of single fields. */
  readonly check?: (given: View, stored: CustomerRecord | null) => readonly UserError[];
}
