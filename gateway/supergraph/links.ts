import type { ConstDirectiveNode, ConstValueNode, DocumentNode } from "graphql";
import { Kind } from "graphql";

/** One specification that a supergraph uses: an `@link` of its schema, or a `@core` of Federation 1. */
export interface Link {
  readonly url: string;
  /** The URL without its version: `https://specs.apollo.dev/join`. */
  readonly identity: string;
  /** As in `v0.5`; empty without one. */
  readonly version: string;
  /** The prefix of its names in this supergraph: `join`, unless `as` says otherwise. */
  readonly namespace: string;
  /** Its imported names, directives with `@`, and their names in this supergraph. */
  readonly imports: ReadonlyMap<string, string>;
  /** `SECURITY` or `EXECUTION` if a gateway that does not know the specification must not run the supergraph. */
  readonly purpose: string | undefined;
  readonly isCore: boolean;
}

const textOf = (value: ConstValueNode | undefined) =>
  value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;

const argument = (directive: ConstDirectiveNode, name: string) =>
  directive.arguments?.find((each) => each.name.value === name)?.value;

const importsOf = (value: ConstValueNode | undefined): Map<string, string> => {
  const imports = new Map<string, string>();
  for (const each of value?.kind === Kind.LIST ? value.values : []) {
    if (each.kind === Kind.STRING) imports.set(each.value, each.value);
    if (each.kind !== Kind.OBJECT) continue;
    const field = (name: string) => textOf(each.fields.find((entry) => entry.name.value === name)?.value);
    const name = field("name");
    if (name) imports.set(name, field("as") ?? name);
  }
  return imports;
};

export const linkOf = (directive: ConstDirectiveNode): Link[] => {
  const feature = textOf(argument(directive, "feature"));
  const url = textOf(argument(directive, "url")) ?? feature;
  if (!url) return [];
  const [, identity = url, version = ""] = /^(.*?)(?:\/(v\d+\.\d+))?\/?$/.exec(url) ?? [];
  return [
    {
      url,
      identity,
      version,
      namespace: textOf(argument(directive, "as")) ?? identity.replace(/^.*\//, ""),
      imports: importsOf(argument(directive, "import")),
      purpose: textOf(argument(directive, "for")),
      isCore: feature !== undefined,
    },
  ];
};

/** `@link` and `@core` may have other names: `@uses(url: "https://specs.apollo.dev/link/v1.0", as: "uses")`. */
const isLink = ({ name }: ConstDirectiveNode, { identity, namespace }: Link, names: Set<string>): boolean => {
  if (/^https:\/\/specs\.apollo\.dev\/(link|core)$/.test(identity) && namespace === name.value) names.add(namespace);
  return names.has(name.value);
};

/** The specifications that a supergraph declares. */
export const linksOf = ({ definitions }: DocumentNode): readonly Link[] => {
  const names = new Set(["link", "core"]);
  return definitions
    .flatMap((each) =>
      each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION ? (each.directives ?? []) : [],
    )
    .flatMap((directive) => linkOf(directive).filter((link) => isLink(directive, link, names)));
};

/** The supergraph's name for a directive named like its Apollo specification, such as `requiresScopes`. */
export const directiveNames = (links: readonly Link[], specification: string): ReadonlySet<string> =>
  new Set(
    links
      .filter(({ identity }) => identity === `https://specs.apollo.dev/${specification}`)
      .flatMap(({ namespace, imports }) => [
        namespace,
        `${namespace}__${specification}`,
        (imports.get(`@${specification}`) ?? `@${namespace}`).slice(1),
      ]),
  );
