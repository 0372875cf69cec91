import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import type { CustomerInput } from "../../../../subgraphs/directory/commands/index.ts";
import { given } from "../../../support/given.ts";
import { ask } from "../../../support/graph.ts";

const SEARCH = `query ($text: String!, $includeInactive: Boolean, $first: Int, $after: String) {
  customerSearch(text: $text, includeInactive: $includeInactive, first: $first, after: $after) {
    totalCount nodes { displayName } pageInfo { hasNextPage endCursor }
  }
}`;

const found = async (viewer: Viewer, text: string, more: object = {}): Promise<string[]> => {
  const { data, errors } = await ask(viewer, SEARCH, { text, ...more });
  expect(errors).toEqual([]);
  expect(data.customerSearch.totalCount).toBe(data.customerSearch.nodes.length);
  return data.customerSearch.nodes.map(({ displayName }: { displayName: string }) => displayName);
};

const without = (viewer: Viewer, ...scopes: string[]): Viewer => ({
  ...viewer,
  scopes: new Set([...viewer.scopes].filter((scope) => !scopes.includes(scope))),
});

describe("Query.customerSearch", () => {
  const keys: Record<string, { customer: CustomerInput; whole: string; beginning: string }> = {
    "a code": { customer: { code: "NORD-7" }, whole: "nord-7", beginning: "no" },
    "an account number": { customer: { accountNumber: "A-4711" }, whole: "a-4711", beginning: "A-4" },
    "an external id": {
      customer: { externalIdentifiers: [{ source: "SALESFORCE", externalId: "001xY" }] },
      whole: "001XY",
      beginning: "00",
    },
    "the e-mail address of the account": {
      customer: { primaryEmail: "Hej@Nordlys.example" },
      whole: "hej@nordlys.EXAMPLE",
      beginning: "hej@",
    },
    "the e-mail address of a contact": {
      customer: { contacts: [{ name: "Ida" }, { name: "Jens", email: "jens@nordlys.example" }] },
      whole: "jens@nordlys.example",
      beginning: "jens",
    },
    "a tax number": {
      customer: { finance: { taxRegistrations: [{ number: "X1" }, { number: "DK 12 34 56 78" }] } },
      whole: "dk-12345678",
      beginning: "DK12",
    },
    "a display name": { customer: {}, whole: "the one", beginning: "the" },
    "a name in law": { customer: { legalName: "Nordlys ApS" }, whole: "nordlys aps", beginning: "nor" },
    "a sort name": { customer: { sortName: "One, The" }, whole: "one, the", beginning: "one," },
    "the name of the party": {
      customer: { party: { person: { firstName: "Mina", lastName: "Okafor" } } },
      whole: "mina okafor",
      beginning: "min",
    },
  };

  it.each(Object.entries(keys))("finds %s, whole or by prefix, in any case", async (_, { customer, ...texts }) => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "The one", ...customer });
    await given.customer(viewer, { displayName: "Zebra" });

    expect(await found(viewer, texts.whole)).toEqual(["The one"]);
    expect(await found(viewer, ` ${texts.beginning} `)).toEqual(["The one"]);
  });

  it("finds part of a name, and a misspelt name", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Northern Harbour Lights" });
    await given.customer(viewer, { displayName: "Silver Bakery" });

    expect(await found(viewer, "harbour")).toEqual(["Northern Harbour Lights"]);
    expect(await found(viewer, "habour lights")).toEqual(["Northern Harbour Lights"]);
    expect(await found(viewer, "Nothing of the kind")).toEqual([]);
  });

  it("ranks exact keys first, then exact names, then prefixes, then similar names", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Old Harbour" });
    await given.customer(viewer, { displayName: "Harbour Lights" });
    await given.customer(viewer, { displayName: "Blue", code: "HARBOUR-2" });
    await given.customer(viewer, { displayName: "Harbour" });
    await given.customer(viewer, { displayName: "Zoo", accountNumber: "harbour" });
    await given.customer(viewer, { displayName: "Harvest" });

    expect(await found(viewer, "HARBOUR")).toEqual(["Zoo", "Harbour", "Blue", "Harbour Lights", "Old Harbour"]);
  });

  it("finds a customer once, at its best rank", async () => {
    const viewer = given.tenant();
    const name = "Nordlys";
    await given.customer(viewer, {
      displayName: name,
      legalName: name,
      sortName: name,
      code: name,
      accountNumber: name,
    });

    expect(await found(viewer, name)).toEqual([name]);
  });

  it("finds by one letter what begins with it, and treats two letters within a name as a whole word", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Norma" });
    await given.customer(viewer, { displayName: "Zebra", code: "NO1" });
    await given.customer(viewer, { displayName: "Studio No" });
    await given.customer(viewer, { displayName: "Blue Notes" });

    expect(await found(viewer, "n")).toEqual(["Zebra", "Norma"]);
    expect(await found(viewer, "no")).toEqual(["Zebra", "Norma", "Studio No"]);
    expect(await found(viewer, "not")).toEqual(["Blue Notes"]);
  });

  it("takes wildcards, quotes and operators for what is between words", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Wool", code: "100%" });
    await given.customer(viewer, { displayName: "Cotton", code: "4711" });

    for (const text of ["100%", "100_", "'100'", "\\100", "100:*", "100 & !wool"])
      expect(await found(viewer, text)).toEqual(["Wool"]);
    for (const text of ["%%", "_", "'", "\\", "!", "🍵", "*:*", "%o%"]) expect(await found(viewer, text)).toEqual([]);
  });

  it("searches tax numbers only for viewers who may read finance", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Hush", finance: { taxRegistrations: [{ number: "DK99" }] } });

    expect(await found(viewer, "DK99")).toEqual(["Hush"]);
    expect(await found(without(viewer, "finance:read"), "DK99")).toEqual([]);
  });

  it("searches contacts, e-mail addresses, phones and addresses only for viewers who may read contacts", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, {
      displayName: "Hush",
      primaryEmail: "quiet@hush.example",
      primaryPhone: "+49 30 4523 8917",
      contacts: [{ name: "Ida Berg", email: "ida@elsewhere.example", phone: "+49 40 1111 2222" }],
      addresses: [{ city: "Uppsala", postalCode: "75310", countryCode: "SE" }],
    });

    const texts = [
      "quiet@hush.example",
      "030 45238917",
      "ida berg",
      "elsewhere",
      "11112222",
      "uppsala",
      "75310",
      "hush uppsala",
    ];
    for (const text of texts) {
      expect(await found(viewer, text)).toEqual(["Hush"]);
      expect([text, await found(without(viewer, "contacts:read"), text)]).toEqual([
        text,
        text.startsWith("hush") ? ["Hush"] : [],
      ]);
    }
  });

  it("leaves out inactive and archived customers unless requested", async () => {
    const viewer = given.tenant();
    for (const status of ["ACTIVE", "INACTIVE", "SUSPENDED", "CHURNED", "ARCHIVED"] as const) {
      await given.customer(viewer, { displayName: `Nordlys ${status}`, status });
    }

    expect(await found(viewer, "nordlys")).toEqual(["Nordlys ACTIVE", "Nordlys CHURNED", "Nordlys SUSPENDED"]);
    expect(await found(viewer, "nordlys", { includeInactive: true })).toHaveLength(5);
  });

  it("shows nothing of another tenant or workspace", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    const member = { ...viewer, workspaceId, workspaceIds: [workspaceId] };
    await given.customer(member, {
      displayName: "Secret",
      code: "SECRET",
      primaryEmail: "secret@nordlys.example",
      finance: { taxRegistrations: [{ number: "SECRET" }] },
    });

    expect(await found(member, "secret")).toEqual(["Secret"]);
    for (const stranger of [viewer, given.tenant()]) expect(await found(stranger, "secret")).toEqual([]);
  });

  it("returns every customer once, page by page, even while others are added", async () => {
    const viewer = given.tenant();
    const names = Array.from({ length: 9 }, (_, n) => `Harbour ${n}`);
    for (const displayName of names) await given.customer(viewer, { displayName });
    await given.customer(viewer, { displayName: "Old Harbour" });

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(viewer, SEARCH, { text: "harbour", first: 4, after });
      seen.push(...data.customerSearch.nodes.map(({ displayName }: { displayName: string }) => displayName));
      after = data.customerSearch.pageInfo.hasNextPage ? data.customerSearch.pageInfo.endCursor : null;
      if (seen.length === 4) await given.customer(viewer, { displayName: "Harbour", code: "HARBOUR" });
    } while (after);

    expect(seen).toEqual([...names, "Old Harbour"]);
  });

  const refused: Record<string, [object, string]> = {
    "an empty text": [{ text: "  " }, 'text: "  " is not a valid search text. Give 1 to 256 characters.'],
    "a text that is too long": [{ text: "a".repeat(257) }, "Give 1 to 256 characters."],
    "a character that no text can hold": [{ text: "ab\0" }, "is not a valid search text."],
    "a cursor of another list": [{ text: "abc", after: "e30" }, "is not a cursor of this list."],
    "a page of more than 100": [{ text: "abc", first: 101 }, "first: 101 is out of range."],
  };

  it.each(Object.entries(refused))("refuses %s before it reaches the database", async (_, [variables, message]) => {
    const { errors, statements } = await ask(given.tenant(), SEARCH, { ...variables });

    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), path: ["customerSearch"], extensions: { code: "BAD_USER_INPUT" } },
    ]);
    expect(statements).toEqual([]);
  });

  it("needs customers:read", async () => {
    const { errors } = await ask(without(given.tenant(), "customers:read"), SEARCH, { text: "abc" });

    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  it.each([1, 10, 1_000])("takes one statement, and one for the count, among %d customers", async (size) => {
    const viewer = given.tenant();
    await given.customers(viewer, size);

    const { data, errors, statements } = await ask(viewer, SEARCH, { text: "customer", first: 100 });

    expect(errors).toEqual([]);
    expect(data.customerSearch.totalCount).toBe(Math.min(size, 250));
    expect(data.customerSearch.nodes).toHaveLength(Math.min(size, 100));
    expect(statements.map(({ subgraph }) => subgraph).sort()).toEqual(["directory", "directory", "identity"]);
  });
});

describe("CustomerHit.matchedIn", () => {
  const HITS = `query ($text: String!) { customerSearch(text: $text) {
    hits { customer { displayName } matchedIn { field text highlight contact { id name } } } } }`;
  const matchesFor = async (viewer: Viewer, text: string) => {
    const { data, errors } = await ask(viewer, HITS, { text });
    expect(errors).toEqual([]);
    return data.customerSearch.hits.flatMap(({ matchedIn }: { matchedIn: object[] }) => matchedIn);
  };
  const about: CustomerInput = {
    displayName: "O'Brien Müllerei",
    legalName: "Northern Mills Ltd",
    code: "NORD-7",
    primaryPhone: "+49 (0)30 4523 8917",
    contacts: [{ name: "Jens Krüger", email: "jens@krueger.example" }],
    finance: { taxRegistrations: [{ number: "DK 12 34 56 78" }] },
  };

  const marked: Record<string, [string, string[]]> = {
    mul: ["DISPLAY_NAME", ["O'Brien ", "Mül", "lerei"]],
    "mullerei o'brien": ["DISPLAY_NAME", ["", "O", "'", "Brien", " ", "Müllerei", ""]],
    obrien: ["DISPLAY_NAME", ["", "O'Brien", " Müllerei"]],
    mulerei: ["DISPLAY_NAME", ["O'Brien ", "Müllerei", ""]],
    "nord 7": ["CODE", ["", "NORD", "-", "7", ""]],
    "030 4523": ["PHONE", ["+49 (0)", "30 4523", " 8917"]],
    dk1234: ["TAX_NUMBER", ["", "DK 12 34", " 56 78"]],
    northern: ["LEGAL_NAME", ["", "Northern", " Mills Ltd"]],
  };

  it.each(Object.entries(marked))("says in what %j was found, and where in it", async (text, [field, highlight]) => {
    const viewer = given.tenant();
    await given.customer(viewer, about);

    const matches = await matchesFor(viewer, text);

    expect(matches).toEqual([{ field, text: highlight.join(""), highlight, contact: null }]);
  });

  it("names the contact, and finds by what is in several texts", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, about);

    const contact = { id: expect.any(String), name: "Jens Krüger" };
    expect(await matchesFor(viewer, "kruger mullerei")).toEqual([
      { field: "DISPLAY_NAME", text: "O'Brien Müllerei", highlight: ["O'Brien ", "Müllerei", ""], contact: null },
      { field: "CONTACT_NAME", text: "Jens Krüger", highlight: ["Jens ", "Krüger", ""], contact },
      { field: "CONTACT_EMAIL", text: "jens@krueger.example", highlight: ["jens@", "krueger", ".example"], contact },
    ]);
  });

  it("shows no text of a field that the viewer may not read", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { ...about, code: "DK12345678" });

    expect(await matchesFor(without(viewer, "finance:read"), "DK12345678")).toMatchObject([{ field: "CODE" }]);
    expect(await matchesFor(viewer, "DK12345678")).toMatchObject([{ field: "CODE" }, { field: "TAX_NUMBER" }]);
  });

  it("reads the texts of all hits with one statement", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 10);

    const { data, statements } = await ask(viewer, HITS, { text: "customer" });

    expect(data.customerSearch.hits).toHaveLength(10);
    expect(statements.filter(({ subgraph }) => subgraph === "directory")).toHaveLength(2);
  });
});

describe("Query.customersByTaxNumber", () => {
  const BY_NUMBER = `query ($taxNumber: String!, $includeInactive: Boolean) {
    customersByTaxNumber(taxNumber: $taxNumber, includeInactive: $includeInactive) { displayName }
  }`;
  const namesOf = async (viewer: Viewer, variables: object): Promise<string[]> => {
    const { data, errors } = await ask(viewer, BY_NUMBER, { ...variables });
    expect(errors).toEqual([]);
    return data.customersByTaxNumber.map(({ displayName }: { displayName: string }) => displayName);
  };
  const withNumber = (number: string): CustomerInput => ({ finance: { taxRegistrations: [{ number }] } });

  it("finds all customers with the number, by name, however it is written", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "B", ...withNumber("DK 12 34 56 78") });
    await given.customer(viewer, { displayName: "A", ...withNumber("dk12345678") });
    await given.customer(viewer, { displayName: "C", ...withNumber("DK123456789") });

    expect(await namesOf(viewer, { taxNumber: "DK-12345678" })).toEqual(["A", "B"]);
    expect(await namesOf(viewer, { taxNumber: "--" })).toEqual([]);
  });

  it("leaves out inactive customers and those of other tenants", async () => {
    const viewer = given.tenant();
    const workspaceId = randomUUID();
    await given.customer(viewer, { displayName: "A", status: "INACTIVE", ...withNumber("DK1") });
    await given.customer({ ...viewer, workspaceId, workspaceIds: [workspaceId] }, withNumber("DK1"));
    await given.customer(given.tenant(), withNumber("DK1"));

    expect(await namesOf(viewer, { taxNumber: "DK1" })).toEqual([]);
    expect(await namesOf(viewer, { taxNumber: "DK1", includeInactive: true })).toEqual(["A"]);
  });

  it("returns at most 100 in one statement", async () => {
    const viewer = given.tenant();
    for (let n = 0; n < 101; n++) await given.customer(viewer, { displayName: `Branch ${n}`, ...withNumber("DK1") });

    const { data, statements } = await ask(viewer, BY_NUMBER, { taxNumber: "DK1" });

    expect(data.customersByTaxNumber).toHaveLength(100);
    expect(statements.filter(({ subgraph }) => subgraph === "directory")).toHaveLength(1);
  });

  it("needs finance:read", async () => {
    const { errors, statements } = await ask(without(given.tenant(), "finance:read"), BY_NUMBER, { taxNumber: "DK1" });

    expect(errors).toMatchObject([{ path: ["customersByTaxNumber"], extensions: { code: "FORBIDDEN" } }]);
    expect(statements).toEqual([]);
  });
});
