import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import type { FinanceInput } from "../../../subgraphs/finance/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const FIELDS = `version finance { taxClass taxExempt effectiveTaxExempt
  taxProfile { taxCode reverseCharge exemptionReason extra }
  exemptionCertificates { id number region countryCode validFrom validUntil url isActive } }`;
const ERRORS = "userErrors { code message path customer { version } }";
const ROW = "exemptionCertificate { id number validUntil isActive }";

const MUTATIONS = {
  taxProfileUpdate: `mutation ($input: TaxProfileUpdateInput!) { taxProfileUpdate(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`,
  exemptionCertificateCreate: `mutation ($input: ExemptionCertificateCreateInput!) { exemptionCertificateCreate(input: $input) { customer { ${FIELDS} } ${ROW} ${ERRORS} } }`,
  exemptionCertificateUpdate: `mutation ($input: ExemptionCertificateUpdateInput!) { exemptionCertificateUpdate(input: $input) { customer { ${FIELDS} } ${ROW} ${ERRORS} } }`,
  exemptionCertificateDelete: `mutation ($input: ExemptionCertificateDeleteInput!) { exemptionCertificateDelete(input: $input) {
    customer { ${FIELDS} } deletedExemptionCertificateId ${ERRORS} } }`,
};

const run = async (viewer: Viewer, mutation: keyof typeof MUTATIONS, input: Record<string, unknown>) =>
  (await ask(viewer, MUTATIONS[mutation], { input })).data[mutation];

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

const change = (viewer: Viewer, id: string, finance: FinanceInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, { finance }));

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("FinanceProfile.effectiveTaxExempt", () => {
  it.each([
    ["nothing says so", {}, false],
    ["the flag does", { taxExempt: true }, true],
    ["the class does", { taxClass: "RETAIL_EXEMPT" }, true],
    ["another class does not", { taxClass: "WHOLESALE" }, false],
    ["a certificate without an end does", { exemptionCertificates: [{ number: "E-1" }] }, true],
    [
      "a certificate does on its last day",
      { exemptionCertificates: [{ number: "E-1", validUntil: dayFromNow(0) }] },
      true,
    ],
    [
      "a certificate of yesterday does not",
      { exemptionCertificates: [{ number: "E-1", validUntil: dayFromNow(-1) }] },
      false,
    ],
    [
      "a certificate of tomorrow does not",
      { exemptionCertificates: [{ number: "E-1", validFrom: dayFromNow(1) }] },
      false,
    ],
    [
      "one certificate of two does",
      {
        exemptionCertificates: [
          { number: "E-1", validUntil: "2001-12-31" },
          { number: "E-2", validFrom: "2001-12-31" },
        ],
      },
      true,
    ],
  ] as const)("where %s", async (_, finance, exempt) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance });

    expect((await read(viewer, id)).finance.effectiveTaxExempt).toBe(exempt);
  });
});

describe("Mutation.taxProfileUpdate", () => {
  it.each(["RETAIL", "MARKETPLACE", "RESELLER", "WHOLESALE", "RETAIL_EXEMPT"])(
    "keeps the class %s distinct from all others",
    async (taxClass) => {
      const viewer = given.tenant();
      const customerId = await given.customer(viewer);

      const { customer } = await run(viewer, "taxProfileUpdate", { customerId, taxClass });

      expect(customer.finance.taxClass).toBe(taxClass);
    },
  );

  it("changes given fields, clears nulls, and leaves the rest", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    await run(viewer, "taxProfileUpdate", {
      customerId,
      taxExempt: true,
      taxProfile: { taxCode: "DE-19", reverseCharge: true, exemptionReason: "Article 138", extra: { nexus: ["CA"] } },
    });

    const { customer } = await run(viewer, "taxProfileUpdate", {
      customerId,
      taxProfile: { taxCode: null, reverseCharge: false },
    });
    const same = await run(viewer, "taxProfileUpdate", { customerId, taxProfile: { extra: { nexus: ["CA"] } } });
    const cleared = await run(viewer, "taxProfileUpdate", { customerId, taxProfile: null });

    expect(customer).toMatchObject({
      version: 3,
      finance: {
        taxExempt: true,
        taxProfile: { taxCode: null, reverseCharge: false, exemptionReason: "Article 138", extra: { nexus: ["CA"] } },
      },
    });
    expect(same.customer.version).toBe(3);
    expect(cleared.customer).toMatchObject({ version: 4, finance: { taxProfile: null } });
  });

  it.each([
    ["a text", "extra", "extra", "Give an object."],
    ["a list", ["extra"], "extra", "Give an object."],
    ["too much", { text: "x".repeat(20_000) }, "extra", "at most 20000 characters"],
    ["too many levels", JSON.parse(`${'{"a":'.repeat(32)}{}${"}".repeat(32)}`), "extra", "at most 32 levels"],
  ])("refuses %s as extra, and writes nothing", async (_, extra, field, right) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await run(viewer, "taxProfileUpdate", { customerId, taxProfile: { extra } });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([
      { code: "INVALID", path: ["taxProfile", field], message: expect.stringContaining(right) },
    ]);
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, finance: { taxProfile: null } });
  });

  it("refuses texts that are too long, all at once", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { userErrors } = await run(viewer, "taxProfileUpdate", {
      customerId,
      taxProfile: { taxCode: "x".repeat(65), exemptionReason: "x".repeat(1_001) },
    });

    expect(userErrors).toMatchObject([
      { code: "INVALID", path: ["taxProfile", "taxCode"] },
      { code: "INVALID", path: ["taxProfile", "exemptionReason"] },
    ]);
  });
});

describe("Mutation.exemptionCertificateCreate, exemptionCertificateUpdate, exemptionCertificateDelete", () => {
  const certificate = {
    number: "TX-2041",
    region: "Texas",
    countryCode: "US",
    validFrom: "2024-02-29",
    validUntil: "2124-12-31",
    url: "https://papers.example/tx-2041.pdf",
  };

  it("keep certificates in insertion order, and change given fields", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const added = await run(viewer, "exemptionCertificateCreate", { customerId, ...certificate });
    await run(viewer, "exemptionCertificateCreate", { customerId, number: "E-2", expectedVersion: 2 });
    const { id } = added.exemptionCertificate;
    const changed = await run(viewer, "exemptionCertificateUpdate", {
      id: id,
      validUntil: "2024-12-31",
      url: null,
    });
    const same = await run(viewer, "exemptionCertificateUpdate", {
      id: id,
      validUntil: "2024-12-31",
    });
    const removed = await run(viewer, "exemptionCertificateDelete", { id: id });

    expect(added.customer).toMatchObject({ version: 2, finance: { effectiveTaxExempt: true } });
    expect(added.customer.finance.exemptionCertificates).toEqual([{ id, ...certificate, isActive: true }]);
    expect(changed.exemptionCertificate).toEqual({ id, number: "TX-2041", validUntil: "2024-12-31", isActive: false });
    expect(changed.customer.finance.exemptionCertificates).toMatchObject([
      { ...certificate, validUntil: "2024-12-31", url: null },
      { number: "E-2", validFrom: null, validUntil: null, isActive: true },
    ]);
    expect(same.customer.version).toBe(4);
    expect(removed).toMatchObject({ deletedExemptionCertificateId: id, userErrors: [], customer: { version: 5 } });
    expect(removed.customer.finance.exemptionCertificates).toMatchObject([{ number: "E-2" }]);
  });

  it("report everything wrong at once, and write nothing", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await run(viewer, "exemptionCertificateCreate", {
      customerId,
      number: "",
      region: "x".repeat(257),
      validFrom: "2026-03-02",
      validUntil: "2026-03-01",
      url: "ftp://papers.example",
    });

    expect(customer).toBeNull();
    expect(userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, ...path])).toEqual([
      ["INVALID", "number"],
      ["INVALID", "region"],
      ["INVALID", "validUntil"],
      ["INVALID", "url"],
    ]);
    expect(userErrors[2].message).toBe(
      '"2026-03-01" is not accepted. Give 2026-03-02, the first day it is valid, or a later day.',
    );
    expect(await read(viewer, customerId)).toMatchObject({ version: 1, finance: { exemptionCertificates: [] } });
  });

  it("refuse an end before the stored start, and a cleared number", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { exemptionCertificate } = await run(viewer, "exemptionCertificateCreate", { customerId, ...certificate });
    const input = { id: exemptionCertificate.id };

    const early = await run(viewer, "exemptionCertificateUpdate", { ...input, validUntil: "2024-02-28" });
    const cleared = await run(viewer, "exemptionCertificateUpdate", { ...input, number: null });

    expect(early.userErrors).toMatchObject([{ code: "INVALID", path: ["validUntil"] }]);
    expect(cleared.userErrors).toMatchObject([{ code: "REQUIRED", path: ["number"] }]);
    expect((await read(viewer, customerId)).version).toBe(2);
  });

  it("refuse an invalid day before any statement runs", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { userErrors } = await run(viewer, "exemptionCertificateCreate", {
      customerId,
      number: "E-1",
      validFrom: "2026-02-30",
    });

    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["validFrom"] }]);
    expect((await read(viewer, customerId)).version).toBe(1);
  });

  it("refuse the fifty-first, even from concurrent writers", async () => {
    const viewer = given.tenant();
    const exemptionCertificates = Array.from({ length: 49 }, (_, index) => ({ number: `E-${index}` }));
    const customerId = await given.customer(viewer, { finance: { exemptionCertificates } });

    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        run(viewer, "exemptionCertificateCreate", { customerId, number: `N-${index}` }),
      ),
    );

    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject(
      Array(3).fill({ code: "INVALID", path: ["number"] }),
    );
    expect((await read(viewer, customerId)).finance.exemptionCertificates).toHaveLength(50);
  });
});

describe("FinanceInput.exemptionCertificates", () => {
  it("replaces the list, keeps the ids of certificates that stay, and changes nothing if nothing differs", async () => {
    const viewer = given.tenant();
    const list = [{ number: "A", validFrom: "2026-01-01" }, { number: "B" }];
    const id = await given.customer(viewer, { finance: { exemptionCertificates: list } });
    const [a] = (await read(viewer, id)).finance.exemptionCertificates;

    const same = await change(viewer, id, { exemptionCertificates: list });
    await change(viewer, id, { exemptionCertificates: [{ number: "C" }, { number: "A", validFrom: "2026-01-01" }] });
    const after = await read(viewer, id);
    await change(viewer, id, { exemptionCertificates: null });

    expect(same).toBe(false);
    expect(after.finance.exemptionCertificates).toMatchObject([
      { number: "C" },
      { id: a.id, number: "A", validFrom: "2026-01-01" },
    ]);
    expect((await read(viewer, id)).finance.exemptionCertificates).toEqual([]);
  });

  it("is refused as a whole with the path of each fault", async () => {
    const exemptionCertificates = [{ number: "A" }, { number: " ", validUntil: "tomorrow" }];

    await expect(given.customer(given.tenant(), { finance: { exemptionCertificates } })).rejects.toMatchObject({
      userErrors: [
        { code: "INVALID", path: ["finance", "exemptionCertificates", "1", "number"] },
        { code: "INVALID", path: ["finance", "exemptionCertificates", "1", "validUntil"] },
      ],
    });
  });
});
