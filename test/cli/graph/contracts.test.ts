import { buildSchema, Kind, parse, print, resolveSchemaCoordinate, visit } from "graphql";
import { composeGraph } from "../../../cli/dev/composition.ts";
import { composePublic } from "../../../cli/graph/compose-local.ts";
import { SDL } from "../../../cli/graph/sdl.ts";
import { serveLimited } from "../../support/limited-graph.ts";

const whole = buildSchema(composeGraph().apiSdl);
const contract = composePublic(SDL);
const seen = buildSchema(contract.apiSdl);

interface Member {
  readonly coordinate: string;
  readonly directives: readonly string[];
}

/** Every field of every type in the subgraphs' SDL, with its directives as source text. */
const members = (): Member[] => {
  const found: Member[] = [];
  for (const sdl of Object.values(SDL)) {
    visit(parse(sdl), {
      enter: (node) => {
        if (!("fields" in node) || node.kind === Kind.OBJECT) return;
        for (const { name, directives = [] } of node.fields ?? [])
          found.push({ coordinate: `${node.name.value}.${name.value}`, directives: directives.map(print) });
      },
    });
  }
  return found;
};

const fields = members();
const isInternal = ({ directives }: Member): boolean => directives.some((each) => each === '@tag(name: "internal")');

const isIn = (schema: typeof whole, coordinate: string): boolean => {
  try {
    return resolveSchemaCoordinate(schema, coordinate) !== undefined;
  } catch {
    return false;
  }
};

describe("The public contract", () => {
  it("lacks what is internal, and only that and what nothing else reaches", () => {
    const inWhole = fields.filter(({ coordinate }) => isIn(whole, coordinate));
    const typesIn = (coordinate: string): boolean => seen.getType(coordinate.split(".")[0] ?? "") !== undefined;

    expect(fields.filter(isInternal).length).toBeGreaterThan(20);
    expect(fields.filter((each) => isInternal(each) && isIn(seen, each.coordinate))).toEqual([]);
    expect(
      inWhole
        .filter((each) => !isInternal(each) && !isIn(seen, each.coordinate) && typesIn(each.coordinate))
        .map(({ coordinate }) => coordinate),
    ).toEqual([]);
    expect(
      ["LedgerCustomer", "TenantUpdateInput", "CustomersImportInput"].filter((type) => seen.getType(type)),
    ).toEqual([]);
  });

  it("has nothing that needs the scopes of colleagues", () => {
    const needing = fields.filter(({ directives }) =>
      directives.some((each) => /^@requiresScopes.*"(admin|internal:read)"/.test(each)),
    );

    expect(needing.length).toBeGreaterThan(10);
    expect(needing.filter((each) => !isInternal(each))).toEqual([]);
  });

  it("is all that its gateway knows", async () => {
    const graph = await serveLimited({ sdl: contract.supergraphSdl });

    const hidden = await graph.ask('{ customer(id: "c") { asLedger { companyName } } }');
    const shown = await graph.ask("{ customers(first: 1) { nodes { id displayName } } }");
    const types = await graph.ask("{ __schema { types { name } } }");
    const input = await graph.ask(
      'mutation { billingPreferencesUpdate(input: { customerId: "c", billingPreferences: { extra: {} } }) { userErrors { code } } }',
    );
    await graph.stop();

    expect(hidden.errors?.[0]?.message).toBe('Cannot query field "asLedger" on type "Customer".');
    expect(shown.data).toEqual({ customers: { nodes: [] } });
    expect(JSON.stringify(types.data)).not.toMatch(/Ledger|TenantUpdate/);
    expect(input.errors?.[0]?.message).toMatch(/^Field "extra" is not defined by type "BillingPreferencesInput"/);
  });
});
