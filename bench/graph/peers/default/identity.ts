import type { DataSource } from "typeorm";
import { In, IsNull } from "typeorm";
import { oneBy } from "./by-key.ts";
import { CustomerEntity, EmployeeEntity, PriceListEntity, RelationshipEntity } from "./entities.ts";

/** The data source of one request, as Apollo's documentation has it: a class around repositories, with DataLoaders. */
class CustomersSource {
  private readonly customers;
  private readonly byId;

  constructor(
    db: DataSource,
    private readonly tenantId: string,
  ) {
    this.customers = db.getRepository(CustomerEntity);
    this.byId = oneBy<CustomerEntity>(
      ({ id }) => id,
      (ids) => this.customers.find({ where: { tenantId, id: In(ids), deletedAt: IsNull() } }),
    );
  }

  customer(id: string): Promise<CustomerEntity | null> {
    return this.byId.load(id);
  }

  ofStages(stages: readonly string[] | undefined, first: number): Promise<CustomerEntity[]> {
    const query = this.customers
      .createQueryBuilder("c")
      .innerJoin(RelationshipEntity, "r", "r.tenantId = c.tenantId and r.customerId = c.id")
      .where("c.tenantId = :tenantId and c.deletedAt is null", { tenantId: this.tenantId })
      .andWhere("c.status not in ('INACTIVE', 'ARCHIVED')")
      .orderBy("c.displayName")
      .addOrderBy("c.id")
      .limit(first);
    if (stages) query.andWhere("r.funnelStage in (:...stages)", { stages });
    return query.getMany();
  }

  children(parentId: string, first: number): Promise<CustomerEntity[]> {
    const { tenantId } = this;
    return this.customers.find({
      where: { tenantId, parentId, deletedAt: IsNull() },
      order: { displayName: "ASC", id: "ASC" },
      take: first,
    });
  }

  async ancestors({ parentId }: CustomerEntity): Promise<CustomerEntity[]> {
    const parent = parentId && (await this.byId.load(parentId));
    return parent ? [parent, ...(await this.ancestors(parent))] : [];
  }
}

interface Context {
  readonly source: CustomersSource;
}

export const identity = {
  entities: [CustomerEntity, RelationshipEntity, EmployeeEntity, PriceListEntity],
  createSource: (db: DataSource, tenantId: string) => new CustomersSource(db, tenantId),
  resolvers: {
    Query: {
      customer: (_: unknown, { id }: { id: string }, { source }: Context) => source.customer(id),
      customers: async (
        _: unknown,
        { filter, first }: { filter?: { funnelStage?: string[] }; first: number },
        { source }: Context,
      ) => ({ nodes: await source.ofStages(filter?.funnelStage, first) }),
    },
    Customer: {
      __resolveReference: ({ id }: { id: string }, { source }: Context) => source.customer(id),
      createdAt: ({ createdAt }: CustomerEntity) => createdAt.toISOString(),
      parent: ({ parentId }: CustomerEntity, _: unknown, { source }: Context) => parentId && source.customer(parentId),
      children: async ({ id }: CustomerEntity, { first }: { first: number }, { source }: Context) => ({
        nodes: await source.children(id, first),
      }),
      ancestors: async (customer: CustomerEntity, _: unknown, { source }: Context) =>
        (await source.ancestors(customer)).map((ancestor, n) => ({ depth: n + 1, customer: ancestor })),
    },
  },
};
