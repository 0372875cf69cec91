/** The rows that stand behind the types of billing, where they differ from the SDL: the resolver types are generated with them. */
export const mappers = {
  Contract: "./entities.ts#Contract as ContractRow",
  ContractConnection: "../../platform/page.ts#Connection<ContractRow>",
  Customer: "../../platform/user-errors.ts#CustomerKey",
  CustomerConnection: "../../platform/page.ts#Connection<CustomerKey>",
  CustomerSubscription: "./entities.ts#Subscription as SubscriptionRow",
  CustomerSubscriptionConnection: "../../platform/page.ts#Connection<SubscriptionRow>",
  Invoice: "./entities.ts#Invoice as InvoiceRow",
  InvoiceConnection: "../../platform/page.ts#Connection<InvoiceRow>",
  Payment: "./entities.ts#Payment as PaymentRow",
  PaymentConnection: "../../platform/page.ts#Connection<PaymentRow>",
  Warehouse: "./entities.ts#Warehouse as WarehouseRow",
  WarehouseConnection: "../../platform/page.ts#Connection<WarehouseRow>",
};
