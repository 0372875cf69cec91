import { Column, Entity, PrimaryColumn } from "typeorm";

export type AddressPurpose = "BILLING" | "SHIPPING" | "MAILING" | "PHYSICAL";

/** How to reach a customer as a whole, apart from its contacts. Every customer has one row. */
@Entity({ schema: "contacts", name: "account" })
export class Account {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "primary_email", nullable: true }) primaryEmail!: string | null;
  @Column("text", { name: "primary_phone", nullable: true }) primaryPhone!: string | null;
  @Column("text", { name: "primary_phone_e164", nullable: true }) primaryPhoneE164!: string | null;
  @Column("text", { name: "fax_number", nullable: true }) faxNumber!: string | null;
  @Column("text", { name: "fax_number_e164", nullable: true }) faxNumberE164!: string | null;
  @Column("text", { nullable: true }) website!: string | null;
}

/** A person to talk to. The database allows at most one primary contact per customer. */
@Entity({ schema: "contacts", name: "contact" })
export class Contact {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") name!: string;
  @Column("text", { name: "job_title", nullable: true }) jobTitle!: string | null;
  @Column("text", { nullable: true }) email!: string | null;
  @Column("text", { nullable: true }) phone!: string | null;
  @Column("text", { name: "phone_e164", nullable: true }) phoneE164!: string | null;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
  /** The insertion order of contacts, from 0. */
  @Column("integer") position!: number;
}

/** A place. The database allows at most one primary address per customer. */
@Entity({ schema: "contacts", name: "address" })
export class Address {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { array: true }) purposes!: AddressPurpose[];
  @Column("text", { nullable: true }) street!: string | null;
  @Column("text", { nullable: true }) city!: string | null;
  @Column("text", { nullable: true }) region!: string | null;
  /** The region as written, if it was given beside its code. */
  @Column("text", { name: "region_text", nullable: true }) regionText!: string | null;
  @Column("text", { name: "postal_code", nullable: true }) postalCode!: string | null;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
  /** The country as written. */
  @Column("text", { name: "country_text", nullable: true }) countryText!: string | null;
  /** What another system stores beyond the other columns, with its fields in their original order. */
  @Column("json", { nullable: true }) extra!: object | null;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
  /** The insertion order of addresses, from 0. */
  @Column("integer") position!: number;
}

/** The one default address of a customer for a purpose. */
@Entity({ schema: "contacts", name: "address_default" })
export class AddressDefault {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("text") purpose!: AddressPurpose;
  @Column("uuid", { name: "address_id" }) addressId!: string;
}
