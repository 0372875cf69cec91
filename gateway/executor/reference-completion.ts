import type { ExecutionResult, FieldNode, GraphQLFieldResolver, GraphQLSchema, GraphQLTypeResolver } from "graphql";
import { execute, GraphQLError, isObjectType, responsePathAsArray } from "graphql";
import type { Viewer } from "../../platform/viewer.ts";
import { type Denials, denied } from "../authorization/denials.ts";
import type { Problem } from "./failure.ts";
import { Failure, isContainer } from "./failure.ts";
import type { Names } from "./names.ts";
import type { Operation } from "./operation.ts";
import type { Run } from "./run.ts";
import { createUndecided } from "./undecided.ts";

/** What hides parts of the answer, and from whom. */
interface Viewing {
  readonly denials: Denials | undefined;
  readonly undecided: ReturnType<typeof createUndecided> | undefined;
  readonly viewer: Viewer | undefined;
}

type Path = readonly (string | number)[];

const clientError = (
  { message, code, service }: Omit<Problem, "rest">,
  path: Path | undefined,
  nodes?: readonly FieldNode[],
) => new GraphQLError(message, { nodes, path, extensions: { code, service } });

/** Errors that graphql-js finds itself, a null under `!` or a leaf of the wrong kind, are some facet's fault: no words of a facet's are in them. */
const withCode = (error: GraphQLError) => {
  if (error.extensions.code) return error;
  const { nodes, path } = error;
  if (error.message.startsWith("Argument ")) {
    return new GraphQLError(error.message, { nodes, path, extensions: { code: "BAD_USER_INPUT" } });
  }
  const isNull = error.message.startsWith("Cannot return null for non-nullable field");
  const message = isNull ? error.message : "A service gave a value that is not valid here.";
  return new GraphQLError(message, { nodes, path, extensions: { code: "DOWNSTREAM_INVALID_RESPONSE" } });
};

/** Lets graphql-js execute the client's operation over merged data: nulls, paths, leaf checks and introspection are its own. */
export const createReferenceCompletion = (schema: GraphQLSchema, names: Names) => {
  const typeResolver: GraphQLTypeResolver<unknown, Viewing> = (
    value,
    { denials, undecided, viewer },
    info,
    abstract,
  ) => {
    const typename = isContainer(value) ? value.__typename : undefined;
    const type = typeof typename === "string" ? schema.getType(typename) : undefined;
    const isDecided = isObjectType(type) && schema.isSubType(abstract, type);
    const possible = isDecided ? [type.name] : schema.getPossibleTypes(abstract).map(({ name }) => name);
    const denial = isDecided ? denials?.ofType(type.name) : undecided?.(abstract, info.fieldNodes);
    if (denial) throw denied(denial, viewer);
    const isUndecided = typename === undefined || (type && !isObjectType(type));
    return isDecided || isUndecided ? possible[0] : undefined;
  };

  return (operation: Operation, run: Run, denials?: Denials): ExecutionResult => {
    const { document, definition } = operation;
    const { viewer } = run.context;
    const undecided = denials && createUndecided(schema, operation, run, denials);
    const viewing: Viewing = { denials, undecided, viewer };
    const further: GraphQLError[] = [];
    const raised = ({ problems }: Failure, nodes: readonly FieldNode[], path: Path) => {
      const [first, ...others] = problems.map((problem) => clientError(problem, [...path, ...problem.rest], nodes));
      further.push(...others);
      return first;
    };
    /** Failures become errors where graphql-js looks for them: as what a resolver returns, and as items of a list. */
    const withErrors = (value: unknown, nodes: readonly FieldNode[], path: Path): unknown => {
      if (value instanceof Failure) return raised(value, nodes, path);
      return Array.isArray(value) ? value.map((item, index) => withErrors(item, nodes, [...path, index])) : value;
    };
    const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, info) => {
      for (const each of denials ? info.fieldNodes : []) {
        const denial = denials?.ofField(each, info.parentType.name);
        if (denial) return denied(denial, viewer, info.fieldNodes);
      }
      const [field] = info.fieldNodes as [FieldNode];
      const key = names.ofField(field, info.parentType);
      const value = isContainer(source) && Object.hasOwn(source, key) ? source[key] : undefined;
      return withErrors(value, info.fieldNodes, responsePathAsArray(info.path));
    };

    const result = execute({
      schema,
      document,
      operationName: definition.name?.value,
      rootValue: run.data,
      variableValues: run.variables,
      contextValue: viewing,
      fieldResolver,
      typeResolver,
    }) as ExecutionResult;
    const loose = run.loose.map((problem) => clientError(problem, undefined));
    const errors = [...(result.errors ?? []).map(withCode), ...further, ...loose];
    return errors.length > 0 ? { ...result, errors } : result;
  };
};
