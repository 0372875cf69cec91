/** The rows behind billing's types, where they differ from the SDL: the resolver types are generated with them. */
export const mappers = {
  Contract: "./entities.ts#Contract as ContractRow",
  ContractConnection: "../../platform/graphql/connection.ts#Connection<ContractRow>",
  Customer: "../../subgraphs/common/user-errors.ts#CustomerKey",
  CustomerConnection: "../../platform/graphql/connection.ts#Connection<CustomerKey>",
  CustomerSubscription: "./entities.ts#Subscription as SubscriptionRow",
  CustomerSubscriptionConnection: "../../platform/graphql/connection.ts#Connection<SubscriptionRow>",
  Invoice: "./entities.ts#Invoice as InvoiceRow",
  InvoiceConnection: "../../platform/graphql/connection.ts#Connection<InvoiceRow>",
  Payment: "./entities.ts#Payment as PaymentRow",
  PaymentConnection: "../../platform/graphql/connection.ts#Connection<PaymentRow>",
  Warehouse: "./entities.ts#Warehouse as WarehouseRow",
  WarehouseConnection: "../../platform/graphql/connection.ts#Connection<WarehouseRow>",
  Node: "../../subgraphs/common/user-errors.ts#RecordKey",
  UserError: "../../subgraphs/common/user-errors.ts#UserError as UserErrorRow",
};
