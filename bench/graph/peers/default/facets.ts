import type { DataSource } from "typeorm";
import { In } from "typeorm";
import { moneyOf, paymentTermsOf } from "../values.ts";
import { manyBy, oneBy } from "./by-key.ts";
import {
  AccountEntity,
  AddressDefaultEntity,
  AddressEntity,
  ContactEntity,
  EmployeeEntity,
  PriceListEntity,
  ProfileEntity,
  RelationshipEntity,
  TaxRegistrationEntity,
} from "./entities.ts";

interface Key {
  readonly id: string;
}

const ofCustomer = ({ customerId }: { readonly customerId: string }) => customerId;

const relationshipsOf = (db: DataSource, tenantId: string) =>
  oneBy<RelationshipEntity>(ofCustomer, (ids) =>
    db.getRepository(RelationshipEntity).find({
      where: { tenantId, customerId: In(ids) },
      relations: { accountManager: true, priceList: true },
    }),
  );

export const commercial = {
  entities: [RelationshipEntity, EmployeeEntity, PriceListEntity],
  createSource: relationshipsOf,
  resolvers: {
    Customer: {
      relationship: ({ id }: Key, _: unknown, { source }: { source: ReturnType<typeof relationshipsOf> }) =>
        source.load(id),
    },
  },
};

const financeOf = (db: DataSource, tenantId: string) => ({
  profile: oneBy<ProfileEntity>(ofCustomer, (ids) =>
    db.getRepository(ProfileEntity).find({ where: { tenantId, customerId: In(ids) } }),
  ),
  registration: oneBy<TaxRegistrationEntity>(ofCustomer, (ids) =>
    db.getRepository(TaxRegistrationEntity).find({ where: { tenantId, customerId: In(ids), isPrimary: true } }),
  ),
});

type Finance = { readonly source: ReturnType<typeof financeOf> };

export const finance = {
  entities: [ProfileEntity, TaxRegistrationEntity],
  createSource: financeOf,
  resolvers: {
    Customer: { finance: ({ id }: Key, _: unknown, { source }: Finance) => source.profile.load(id) },
    FinanceProfile: {
      taxNumber: async ({ customerId }: ProfileEntity, _: unknown, { source }: Finance) =>
        (await source.registration.load(customerId))?.number,
      creditLimit: (row: ProfileEntity) => moneyOf(row.creditLimit, row.creditLimitCurrency),
      paymentTerms: (row: ProfileEntity) => paymentTermsOf(row.termsKind, row.termsDays, row.termsLabel),
    },
  },
};

const contactsOf = (db: DataSource, tenantId: string) => ({
  account: oneBy<AccountEntity>(ofCustomer, (ids) =>
    db.getRepository(AccountEntity).find({ where: { tenantId, customerId: In(ids) } }),
  ),
  contacts: manyBy<ContactEntity>(ofCustomer, (ids) =>
    db.getRepository(ContactEntity).find({
      where: { tenantId, customerId: In(ids) },
      order: { isPrimary: "DESC", position: "ASC", id: "ASC" },
    }),
  ),
  billing: oneBy<AddressDefaultEntity>(ofCustomer, (ids) =>
    db.getRepository(AddressDefaultEntity).find({
      where: { tenantId, customerId: In(ids), purpose: "BILLING" },
      relations: { address: true },
    }),
  ),
});

type Contacts = { readonly source: ReturnType<typeof contactsOf> };

export const contacts = {
  entities: [AccountEntity, ContactEntity, AddressEntity, AddressDefaultEntity],
  createSource: contactsOf,
  resolvers: {
    Customer: {
      primaryEmail: async ({ id }: Key, _: unknown, { source }: Contacts) =>
        (await source.account.load(id))?.primaryEmail,
      primaryPhone: async ({ id }: Key, _: unknown, { source }: Contacts) =>
        (await source.account.load(id))?.primaryPhone,
      contacts: async ({ id }: Key, { first }: { first: number }, { source }: Contacts) => ({
        nodes: (await source.contacts.load(id)).slice(0, first),
      }),
      billingAddress: async ({ id }: Key, _: unknown, { source }: Contacts) => (await source.billing.load(id))?.address,
    },
  },
};
