import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type AddressBook,
  EMPTY_BOOK,
  minusAddress,
  PURPOSES,
  plusAddress,
  withAddress,
  withDefault,
  withPrimary,
} from "../../../subgraphs/contacts/commands/address-book.ts";
import { emptySlot, fillSlot } from "../../../subgraphs/contacts/commands/address-slots.ts";
import { toAddress } from "../../../subgraphs/contacts/commands/addresses.ts";
import type { AddressPurpose } from "../../../subgraphs/contacts/entities.ts";

const owner = { tenantId: randomUUID(), customerId: randomUUID() };

const purposes = fc.uniqueArray(fc.constantFrom(...PURPOSES));
const purpose = fc.constantFrom(...PURPOSES);
const city = fc.constantFrom("Kiel", "Oslo", "Reno");
const index = fc.nat(20);

/** The id of an address in a book; "none" if it is empty. */
const some = ({ addresses }: AddressBook, at: number): string => addresses[at % (addresses.length || 1)]?.id ?? "none";

const on = (change: (book: AddressBook, id: string) => AddressBook) => (at: number) => (book: AddressBook) =>
  book.addresses.length === 0 ? book : change(book, some(book, at));

const step = fc.oneof(
  fc
    .record({ city, purposes, isPrimary: fc.boolean() })
    .map((input) => (book: AddressBook) => plusAddress(book, toAddress(owner, input))),
  index.map(on(minusAddress)),
  index.map(on(withPrimary)),
  fc.tuple(index, purpose).map(([at, p]) => on((book, id) => withDefault(book, p, id))(at)),
  fc.tuple(index, purposes).map(([at, list]) =>
    on((book, id) => {
      const address = book.addresses.find((other) => other.id === id);
      return address ? withAddress(book, { ...address, purposes: list }) : book;
    })(at),
  ),
  fc.tuple(purpose, city).map(
    ([p, c]) =>
      (book: AddressBook) =>
        fillSlot(book, p, toAddress(owner, { city: c })),
  ),
  purpose.map((p) => (book: AddressBook) => emptySlot(book, p)),
);

const book = fc.array(step, { maxLength: 30 }).map((steps) => steps.reduce((state, next) => next(state), EMPTY_BOOK));

const defaultOf = ({ addresses, defaults }: AddressBook, p: AddressPurpose) =>
  addresses.find(({ id }) => id === defaults.get(p));

const citiesOf = (state: AddressBook) => PURPOSES.map((p) => defaultOf(state, p)?.city ?? null);

describe("the addresses of a customer", () => {
  it("have one primary and one default for each purpose served, whatever changes", () => {
    fc.assert(
      fc.property(book, (state) => {
        const primaries = state.addresses.filter(({ isPrimary }) => isPrimary).length;
        expect(primaries).toBe(Math.min(state.addresses.length, 1));
        for (const p of PURPOSES) {
          expect(defaultOf(state, p)?.purposes.includes(p) ?? false).toBe(
            state.addresses.some((address) => address.purposes.includes(p)),
          );
        }
        expect(new Set(state.addresses.map(({ position }) => position)).size).toBe(state.addresses.length);
      }),
      { numRuns: 500 },
    );
  });

  it("return for a purpose what was written for it, and leave the others unchanged", () => {
    fc.assert(
      fc.property(book, purpose, fc.option(city), (state, p, wanted) => {
        const after = wanted === null ? emptySlot(state, p) : fillSlot(state, p, toAddress(owner, { city: wanted }));

        expect(citiesOf(after)).toEqual(citiesOf(state).map((before, at) => (PURPOSES[at] === p ? wanted : before)));
      }),
      { numRuns: 500 },
    );
  });

  it("do not change when what they return is written back", () => {
    fc.assert(
      fc.property(book, (state) => {
        const again = PURPOSES.reduce((other, p) => {
          const current = defaultOf(other, p);
          return current ? fillSlot(other, p, toAddress(owner, { city: current.city })) : emptySlot(other, p);
        }, state);

        expect(again).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });
});
