import type {
  ExecutionResult,
  FieldNode,
  GraphQLFieldResolver,
  GraphQLOutputType,
  GraphQLSchema,
  GraphQLTypeResolver,
} from "graphql";
import { execute, GraphQLError, getNullableType, isListType, isObjectType, responsePathAsArray } from "graphql";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { type Denials, denied } from "../authorization/denials.ts";
import type { Names } from "../compile/names.ts";
import type { Operation } from "../compile/operation.ts";
import type { Problem } from "../execute/failure.ts";
import { Failure, isContainer } from "../execute/failure.ts";
import type { Run } from "../execute/run.ts";
import { exactLeaf } from "./exact-leaf.ts";
import { fieldPath, foldErrors } from "./fold-errors.ts";
import { createUndecided } from "./unknown-types.ts";

/** What to hide in the response, and from whom. */
interface Viewing {
  readonly denials: Denials | undefined;
  readonly undecided: ReturnType<typeof createUndecided> | undefined;
  readonly viewer: Viewer | undefined;
}

type Path = readonly (string | number)[];

const clientError = (
  { message, code, service, retryAfter, outcome }: Omit<Problem, "rest" | "ofFetch">,
  path: Path | undefined,
  nodes?: readonly FieldNode[],
) =>
  new GraphQLError(message, {
    nodes,
    path,
    extensions: { code, service, ...(retryAfter && { retryAfter }), ...(outcome && { outcome }) },
  });

/**
 * Errors that graphql-js finds itself, such as a null under `!` or an invalid leaf, are a subgraph's fault, and contain
 * none of its words.
 */
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

/**
 * Lets graphql-js execute the client's operation over merged data: nulls, paths, leaf checks and introspection are its
 * own.
 */
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
    const ofFetches = new Map<string, GraphQLError>();
    /** A fetch that failed as a whole is one error for each field, however many objects lack it. */
    const raise = (problem: Problem, nodes: readonly FieldNode[], path: Path): GraphQLError => {
      if (!problem.ofFetch) return clientError(problem, [...path, ...problem.rest], nodes);
      const key = `${problem.service} ${problem.message} ${fieldPath(path)}`;
      const error = ofFetches.get(key) ?? clientError(problem, path, nodes);
      ofFetches.set(key, error);
      return error;
    };
    const raised = ({ problems }: Failure, nodes: readonly FieldNode[], path: Path) => {
      const [first, ...others] = problems.map((problem) => raise(problem, nodes, path));
      further.push(...others);
      return first;
    };
    /**
     * Failures become errors where graphql-js expects them: as resolver results and as list items. Inside a scalar they
     * become null.
     */
    const withErrors = (value: unknown, type: GraphQLOutputType, nodes: readonly FieldNode[], path: Path): unknown => {
      if (value instanceof Failure) return raised(value, nodes, path);
      if (!Array.isArray(value)) return exactLeaf(value, type);
      const list = getNullableType(type);
      return value.map((item, index) => {
        const at = [...path, index];
        const completed = withErrors(item, isListType(list) ? list.ofType : type, nodes, at);
        if (isListType(list) || !(completed instanceof GraphQLError)) return completed;
        further.push(completed);
        return null;
      });
    };
    const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, info) => {
      for (const each of denials ? info.fieldNodes : []) {
        const denial = denials?.ofField(each, info.parentType.name);
        if (denial) return denied(denial, viewer, info.fieldNodes);
      }
      const [field] = info.fieldNodes as [FieldNode];
      const key = names.ofField(field);
      const value = isContainer(source) && Object.hasOwn(source, key) ? source[key] : undefined;
      return withErrors(value, info.returnType, info.fieldNodes, responsePathAsArray(info.path));
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
    const loose = run.loose.map((problem) => clientError(problem, problem.path));
    const errors = foldErrors([...(result.errors ?? []).map(withCode), ...further, ...loose]);
    return errors.length > 0 ? { ...result, errors } : result;
  };
};
