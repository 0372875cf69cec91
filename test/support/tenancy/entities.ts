import { type GraphQLObjectType, type GraphQLSchema, isUnionType, Kind } from "graphql";
import { type Family, idIn, subjectOf } from "./family.ts";
import { selectionOf } from "./selection.ts";
import type { Name } from "./tag.ts";
import type { Sides, Variant } from "./variants.ts";

/** Which records representations of a type name, one after the other. */
const NAMED: Readonly<Record<string, readonly Name[]>> = {
  "Customer.id": ["main", "root", "child", "lone", "archived"],
  "Organization.id": ["organization"],
  "Person.id": ["person"],
  "Employee.id": ["manager", "employee"],
  "PriceList.id": ["usedPriceList", "priceList"],
  "StatusLabel.id": ["usedStatusLabel", "statusLabel"],
  "CustomerLabel.id": ["usedLabel", "label"],
  "CustomerNote.id": ["note"],
  "CustomerActivity.id": ["activity"],
  "CustomerAttachment.id": ["attachment"],
  "CustomerContact.id": ["contact", "otherContact"],
  "CustomerAddress.id": ["address", "otherAddress"],
  "TaxRegistration.id": ["taxRegistration", "otherTaxRegistration"],
  "ExemptionCertificate.id": ["exemptionCertificate"],
  "CustomerView.id": ["view"],
};

/** `@external` fields that another subgraph would have sent along. */
const SENT_ALONG: Readonly<Record<string, readonly Name[]>> = {
  "Customer.ancestorIds": ["root"],
};

interface Entity {
  readonly name: string;
  readonly text: string;
  readonly ways: readonly Variant[];
  /** Whether the type has only its key, which the caller already knows. */
  readonly isStub: boolean;
}

const fieldsOfKeys = ({ astNode }: GraphQLObjectType): string[] =>
  (astNode?.directives ?? [])
    .filter(({ name }) => name.value === "key")
    .flatMap(({ arguments: given = [] }) => given)
    .flatMap(({ name, value }) =>
      name.value === "fields" && value.kind === Kind.STRING ? value.value.split(/\s+/) : [],
    );

const externalFields = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === "external"))
    .map(({ name }) => name);

const namesOf = (coordinate: string): readonly Name[] => {
  const names = NAMED[coordinate] ?? SENT_ALONG[coordinate];
  if (!names) throw new Error(`say in entities.ts whom ${coordinate} names`);
  return names;
};

const waysTo = (type: GraphQLObjectType): Variant[] => {
  const [keys, externals] = [fieldsOfKeys(type), externalFields(type)];
  const idsFor = (field: string, family: Family): string[] =>
    field === "subject" ? [subjectOf(family)] : namesOf(`${type.name}.${field}`).map((name) => idIn(family, name));
  const representation = (sides: Sides, whose: (field: string) => keyof Sides, option = 0): object => {
    const key = keys.map((field) => [field, idsFor(field, sides[whose(field)]).at(option)]);
    const along = externals.map((field) => [field, idsFor(field, sides[whose(field)])]);
    return { __typename: type.name, ...Object.fromEntries([...key, ...along]) };
  };
  const own = (): "own" => "own";
  const foreign = (): "foreign" => "foreign";
  const options = Math.max(...keys.map((field) => (field === "subject" ? 1 : namesOf(`${type.name}.${field}`).length)));
  return [
    ...Array.from({ length: options }, (_, option) => ({
      name: `key ${option + 1}`,
      fill: (sides: Sides) => ({ representations: [representation(sides, foreign, option)] }),
    })),
    ...externals.map((external) => ({
      name: external,
      fill: (sides: Sides) => ({
        representations: [representation(sides, (field) => (field === external ? "foreign" : "own"))],
      }),
    })),
    {
      name: "key 1 among one's own",
      fill: (sides) => ({ representations: [own, foreign, own].map((whose) => representation(sides, whose)) }),
    },
  ];
};

/** Every entity that a subgraph resolves, with the representations that may name it. */
export const entitiesOf = (schema: GraphQLSchema): Entity[] => {
  const union = schema.getType("_Entity");
  return (isUnionType(union) ? union.getTypes() : []).map((type) => ({
    name: type.name,
    text: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on ${type.name} ${selectionOf(schema, type)}
    } }`,
    ways: waysTo(type),
    isStub: Object.keys(type.getFields()).every((field) => fieldsOfKeys(type).includes(field)),
  }));
};
