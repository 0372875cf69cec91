import type DataLoader from "dataloader";
import { rowsWithIds, type Statement, statementOf } from "../../platform/database/session/statement.ts";
import { oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { ofVisibleCustomer, visibilityParameters } from "./visibility.ts";

interface OfCustomer {
  readonly id: string;
  readonly customerId: string;
}

/** The statement that reads rows by their ids, as far as their customers exist for the viewer. */
export const rowsByIds = <Row extends OfCustomer>(name: string, entity: new () => Row): Statement<Row> =>
  statementOf(
    name,
    entity,
    ({ table, columns }) => `
      select ${columns("t")} from ${rowsWithIds(table, "t")} ${ofVisibleCustomer("t")} c`,
  );

/** A loader of such rows by id. */
export const rowById = <Row extends OfCustomer>(
  { db, viewer }: RequestScope,
  statement: Statement<Row>,
): DataLoader<string, Row | null> => {
  const parameters = visibilityParameters(viewer);
  return oneByKey(
    (ids) => db.read(statement, parameters(ids)),
    ({ id }) => id,
  );
};
