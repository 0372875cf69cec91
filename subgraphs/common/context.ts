import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { WriteOptions } from "../../platform/database/session/session.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { type Payload, payloadOf } from "./payload.ts";
import { type CustomerPayload, customerPayload } from "./user-errors.ts";

/**
 * A command on a customer: validates, writes, and returns the id of the customer. It opens no transaction of its own.
 */
export type Command = (manager: EntityManager, viewer: Viewer) => Promise<string>;

/** A command that returns what it wrote, field by field as in its payload. */
export type RowCommand<Written extends object> = (manager: EntityManager, viewer: Viewer) => Promise<Written>;

/** The context of every resolver of a subgraph. */
export interface Context<Loaders> {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  /** Runs one command in one transaction. Loaders are reset, so that the response shows the change. */
  write(command: Command, options?: WriteOptions): Promise<CustomerPayload>;
  /** Like `write`, for a command that writes rows other than its customer's. */
  writeRow<Written extends object>(command: RowCommand<Written>): Promise<Payload<Written>>;
}

/** Creates the context of one request from the loaders of a subgraph. */
export const contextWith =
  <Loaders>(createLoaders: (scope: RequestScope) => Loaders) =>
  (scope: RequestScope): Context<Loaders> => {
    const { viewer, db } = scope;
    const run = <Result>(
      command: (manager: EntityManager, viewer: Viewer) => Promise<Result>,
      options?: WriteOptions,
    ): Promise<Result> => db.write((manager) => command(manager, viewer), options);
    const context = {
      viewer,
      loaders: createLoaders(scope),
      write: async (command: Command, options?: WriteOptions): Promise<CustomerPayload> => {
        const payload = await customerPayload(run(command, options));
        context.loaders = createLoaders(scope);
        return payload;
      },
      writeRow: async <Written extends object>(command: RowCommand<Written>): Promise<Payload<Written>> => {
        const payload = await payloadOf(run(command));
        context.loaders = createLoaders(scope);
        return payload;
      },
    };
    return context;
  };
